package io.headwater.job;

import io.headwater.align.Arrival;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads as another reader does; what is to differ is overridden.
 *
 * @param <S> splits as they are given to this reader
 * @param <B> splits as the reader behind knows them
 */
public abstract class ForwardingReader<S extends SourceSplit, B extends SourceSplit>
    implements SourceReader<Arrival, S> {
  private final SourceReader<Arrival, B> real;

  protected ForwardingReader(SourceReader<Arrival, B> real) {
    this.real = real;
  }

  /** Splits given to this reader, for the one behind. */
  protected abstract List<B> inward(List<S> splits);

  /** Splits that the reader behind keeps, for a checkpoint. */
  protected abstract List<S> outward(List<B> splits);

  @Override
  public void start() {
    real.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Arrival> output) throws Exception {
    return real.pollNext(output);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return real.isAvailable();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    real.handleSourceEvents(event);
  }

  @Override
  public List<S> snapshotState(long checkpoint) {
    return outward(real.snapshotState(checkpoint));
  }

  @Override
  public void addSplits(List<S> splits) {
    real.addSplits(inward(splits));
  }

  @Override
  public void notifyNoMoreSplits() {
    real.notifyNoMoreSplits();
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    real.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    real.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    real.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void close() throws Exception {
    real.close();
  }
}
