package io.headwater.job;

import io.headwater.align.Arrival;
import io.headwater.align.HeldInput;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.MetricGroup;

/** Reads as the reader behind does, but stands still at the bound until the gate opens. */
final class GatedReader<S extends SourceSplit> implements SourceReader<Arrival, S> {
  private final SourceReader<Arrival, S> real;
  private final int recordsBefore;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private int read;

  GatedReader(SourceReader<Arrival, S> real, int recordsBefore, MetricGroup group) {
    this.real = real;
    this.recordsBefore = recordsBefore;
    group.gauge("gateOpen", () -> opened.isDone() ? 1 : 0);
    group.gauge("readBeforeGateOpened", () -> read);
    HeldInput.set(false);
  }

  private boolean held() {
    return read >= recordsBefore && !opened.isDone();
  }

  @Override
  public void start() {
    real.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Arrival> output) throws Exception {
    if (held()) {
      HeldInput.set(true);
      return InputStatus.NOTHING_AVAILABLE;
    }
    InputStatus status = real.pollNext(output);
    if (!opened.isDone() && status == InputStatus.MORE_AVAILABLE) {
      read++;
    }
    return status;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return held() ? opened : real.isAvailable();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof GateOpened) {
      HeldInput.set(false);
      opened.complete(null);
    } else {
      real.handleSourceEvents(event);
    }
  }

  @Override
  public List<S> snapshotState(long checkpoint) {
    return real.snapshotState(checkpoint);
  }

  @Override
  public void addSplits(List<S> splits) {
    real.addSplits(splits);
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
