package io.headwater.sensor.source;

import io.headwater.sensor.ChunkReader;
import io.headwater.sensor.SensorRecord;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns a format's steps (one data record, one line) into a {@link ChunkReader}. It holds only what
 * one step yields.
 */
public final class StepwiseReader implements ChunkReader {
  private final Step step;
  private final Deque<SensorRecord> ready = new ArrayDeque<>();
  private boolean ended;

  public StepwiseReader(Step step) {
    this.step = step;
  }

  @Override
  public Optional<SensorRecord> next() throws IOException {
    while (ready.isEmpty() && !ended) {
      ended = !step.read(ready::add);
    }
    return Optional.ofNullable(ready.poll());
  }

  @Override
  public List<String> notes() {
    return step.notes();
  }

  @Override
  public void close() throws IOException {
    step.close();
  }

  /** The part of a reader that knows the format. */
  public interface Step extends Closeable {
    /**
     * Reads one unit of the file and passes on what became ready.
     *
     * @return false when the file has ended and everything gathered was passed on
     */
    boolean read(Consumer<SensorRecord> out) throws IOException;

    /** See {@link ChunkReader#notes()}. */
    List<String> notes();
  }
}
