package io.headwater.sensor.source;

import io.headwater.sensor.ChunkReader;
import io.headwater.sensor.RecordingException;
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
  private RecordingException failure;

  public StepwiseReader(Step step) {
    this.step = step;
  }

  @Override
  public Optional<SensorRecord> next() throws IOException {
    while (ready.isEmpty() && !ended) {
      advance();
    }
    if (ready.isEmpty() && failure != null) {
      throw failure;
    }
    return Optional.ofNullable(ready.poll());
  }

  /** A file that breaks off still gives what was gathered before the failure is told. */
  private void advance() throws IOException {
    try {
      ended = !step.read(ready::add);
    } catch (RecordingException e) {
      failure = e;
      ended = true;
    }
    if (ended) {
      step.flush(ready::add);
    }
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
     * @return false when the file has ended
     */
    boolean read(Consumer<SensorRecord> out) throws IOException;

    /** Passes on what was gathered; the last call. */
    void flush(Consumer<SensorRecord> out);

    /** See {@link ChunkReader#notes()}. */
    List<String> notes();
  }
}
