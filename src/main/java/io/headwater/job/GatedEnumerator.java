package io.headwater.job;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands out splits as the enumerator behind does, and tells readers when the gate opens. */
final class GatedEnumerator<S extends SourceSplit, C>
    implements SplitEnumerator<GatedSplit<S>, GateState<C>> {
  private static final Logger LOG = LoggerFactory.getLogger(GatedEnumerator.class);

  /** Between two questions whether the condition holds. */
  private static final Duration ASK_EVERY = Duration.ofSeconds(1);

  private final SplitEnumerator<S, C> real;
  private final SplitEnumeratorContext<GatedSplit<S>> context;
  private final String gate;
  private final GateCondition condition;

  /** Read by the thread that asks, written by the coordinator's. */
  private volatile boolean open;

  private String lastTrouble = "";

  GatedEnumerator(
      SplitEnumerator<S, C> real,
      SplitEnumeratorContext<GatedSplit<S>> context,
      String gate,
      GateCondition condition,
      boolean open) {
    this.real = real;
    this.context = context;
    this.gate = gate;
    this.condition = condition;
    this.open = open;
  }

  @Override
  public void start() {
    real.start();
    if (!open) {
      context.callAsync(() -> open || condition.holds(), this::answered, 0, ASK_EVERY.toMillis());
    }
  }

  private void answered(Boolean holds, Throwable trouble) {
    if (trouble != null) {
      if (!trouble.toString().equals(lastTrouble)) { // said once, not every second
        lastTrouble = trouble.toString();
        LOG.warn(
            "Whether there is a model ({}) could not be told; asking again: {}",
            gate,
            trouble.toString());
      }
    } else if (holds && !open) {
      open = true;
      LOG.info("There is a model ({}); sensor topics are read without bound.", gate);
      context.registeredReaders().keySet().forEach(this::tell);
    }
  }

  private void tell(int reader) {
    context.sendEventToSourceReader(reader, new GateOpened());
  }

  @Override
  public void addReader(int subtask) {
    real.addReader(subtask);
    if (open) {
      tell(subtask);
    }
  }

  @Override
  public GateState<C> snapshotState(long checkpoint) throws Exception {
    return new GateState<>(open ? gate : "", real.snapshotState(checkpoint));
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {
    real.handleSplitRequest(subtask, host);
  }

  @Override
  public void addSplitsBack(List<GatedSplit<S>> splits, int subtask) {
    real.addSplitsBack(splits.stream().map(GatedSplit::real).toList(), subtask);
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    real.handleSourceEvent(subtask, event);
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
  public void close() throws IOException {
    real.close();
  }
}
