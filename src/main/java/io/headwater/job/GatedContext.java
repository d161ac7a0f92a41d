package io.headwater.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/** What the enumerator behind a gate meets: its splits go out as {@link GatedSplit}s, unread. */
record GatedContext<S extends SourceSplit>(SplitEnumeratorContext<GatedSplit<S>> context)
    implements SplitEnumeratorContext<S> {
  @Override
  public void assignSplits(SplitsAssignment<S> splits) {
    Map<Integer, List<GatedSplit<S>>> gated = new HashMap<>();
    splits
        .assignment()
        .forEach(
            (reader, own) ->
                gated.put(reader, own.stream().map(split -> new GatedSplit<>(split, 0)).toList()));
    context.assignSplits(new SplitsAssignment<>(gated));
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return context.metricGroup();
  }

  @Override
  public void sendEventToSourceReader(int reader, SourceEvent event) {
    context.sendEventToSourceReader(reader, event);
  }

  @Override
  public void sendEventToSourceReader(int reader, int attempt, SourceEvent event) {
    context.sendEventToSourceReader(reader, attempt, event);
  }

  @Override
  public int currentParallelism() {
    return context.currentParallelism();
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return context.registeredReaders();
  }

  @Override
  public Map<Integer, Map<Integer, ReaderInfo>> registeredReadersOfAttempts() {
    return context.registeredReadersOfAttempts();
  }

  @Override
  public void signalNoMoreSplits(int reader) {
    context.signalNoMoreSplits(reader);
  }

  @Override
  public <T> void callAsync(Callable<T> asked, BiConsumer<T, Throwable> answered) {
    context.callAsync(asked, answered);
  }

  @Override
  public <T> void callAsync(
      Callable<T> asked, BiConsumer<T, Throwable> answered, long delayMillis, long periodMillis) {
    context.callAsync(asked, answered, delayMillis, periodMillis);
  }

  @Override
  public void runInCoordinatorThread(Runnable action) {
    context.runInCoordinatorThread(action);
  }

  @Override
  public void setIsProcessingBacklog(boolean backlog) {
    context.setIsProcessingBacklog(backlog);
  }
}
