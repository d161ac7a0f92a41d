package io.headwater.job;

import io.headwater.align.Arrival;
import io.headwater.align.HeldInput;
import io.headwater.metrics.HeadwaterMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.MetricGroup;

/**
 * Reads as the reader behind does, but stands still at the bound until the gate opens. What was
 * read before a restart counts.
 */
final class GatedReader<S extends SourceSplit> extends ForwardingReader<GatedSplit<S>, S> {
  private final int recordsBefore;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private int read;

  GatedReader(SourceReader<Arrival, S> real, int recordsBefore, MetricGroup group) {
    super(real);
    this.recordsBefore = recordsBefore;
    MetricGroup own = HeadwaterMetrics.of(group);
    own.gauge("gateOpen", () -> opened.isDone() ? 1 : 0);
    own.gauge("readBeforeGateOpened", () -> read);
    HeldInput.set(false);
  }

  private boolean held() {
    return read >= recordsBefore && !opened.isDone();
  }

  @Override
  protected List<S> inward(List<GatedSplit<S>> splits) {
    for (GatedSplit<S> split : splits) {
      read += split.read();
    }
    HeldInput.set(held());
    return splits.stream().map(GatedSplit::real).toList();
  }

  /** Behind an opened gate nothing counts: should it close under another name, all begins anew. */
  @Override
  protected List<GatedSplit<S>> outward(List<S> splits) {
    List<GatedSplit<S>> gated = new ArrayList<>();
    for (S split : splits) {
      boolean carries = gated.isEmpty() && !opened.isDone();
      gated.add(new GatedSplit<>(split, carries ? read : 0));
    }
    return gated;
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Arrival> output) throws Exception {
    if (held()) {
      HeldInput.set(true);
      return InputStatus.NOTHING_AVAILABLE;
    }
    InputStatus status = super.pollNext(output);
    if (!opened.isDone() && status == InputStatus.MORE_AVAILABLE) {
      read++;
    }
    return status;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return held() ? opened : super.isAvailable();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof GateOpened) {
      HeldInput.set(false);
      opened.complete(null);
    } else {
      super.handleSourceEvents(event);
    }
  }
}
