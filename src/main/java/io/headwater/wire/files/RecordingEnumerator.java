package io.headwater.wire.files;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Hands the one split to the first reader that asks, and tells the others that there is none. */
final class RecordingEnumerator implements SplitEnumerator<RecordingSplit, Boolean> {
  private final SplitEnumeratorContext<RecordingSplit> context;
  private boolean assigned;
  private RecordingSplit returned = new RecordingSplit(0);

  RecordingEnumerator(SplitEnumeratorContext<RecordingSplit> context, boolean assigned) {
    this.context = context;
    this.assigned = assigned;
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtask, String host) {
    if (!assigned) {
      assigned = true;
      context.assignSplit(returned, subtask);
    }
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public void addSplitsBack(List<RecordingSplit> splits, int subtask) {
    for (RecordingSplit split : splits) {
      returned = split;
      assigned = false;
    }
  }

  @Override
  public void addReader(int subtask) {}

  @Override
  public Boolean snapshotState(long checkpoint) {
    return assigned;
  }

  @Override
  public void close() {}
}
