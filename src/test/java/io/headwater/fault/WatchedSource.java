package io.headwater.fault;

import io.headwater.align.Arrival;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A real source whose readers tell {@link Sabotage} of each record, and fail when it says so. */
final class WatchedSource<S extends SourceSplit, C> implements Source<Arrival, S, C> {
  private static final long serialVersionUID = 1L;

  private final Source<Arrival, S, C> real;
  private final String run;

  WatchedSource(Source<Arrival, S, C> real, String run) {
    this.real = real;
    this.run = run;
  }

  @Override
  public Boundedness getBoundedness() {
    return real.getBoundedness();
  }

  @Override
  public SourceReader<Arrival, S> createReader(SourceReaderContext context) throws Exception {
    return new Reader<>(real.createReader(context), Sabotage.of(run));
  }

  @Override
  public SplitEnumerator<S, C> createEnumerator(SplitEnumeratorContext<S> context)
      throws Exception {
    return real.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<S, C> restoreEnumerator(SplitEnumeratorContext<S> context, C state)
      throws Exception {
    return real.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<S> getSplitSerializer() {
    return real.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<C> getEnumeratorCheckpointSerializer() {
    return real.getEnumeratorCheckpointSerializer();
  }

  private record Reader<S extends SourceSplit>(SourceReader<Arrival, S> real, Sabotage sabotage)
      implements SourceReader<Arrival, S> {
    @Override
    public void start() {
      real.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Arrival> output) throws Exception {
      InputStatus status = real.pollNext(output);
      if (status == InputStatus.MORE_AVAILABLE) {
        sabotage.recordRead();
      }
      return status;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return real.isAvailable();
    }

    @Override
    public void notifyCheckpointComplete(long id) throws Exception {
      real.notifyCheckpointComplete(id);
    }

    @Override
    public void notifyCheckpointAborted(long id) throws Exception {
      real.notifyCheckpointAborted(id);
    }

    @Override
    public List<S> snapshotState(long id) {
      return real.snapshotState(id);
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
    public void handleSourceEvents(SourceEvent event) {
      real.handleSourceEvents(event);
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
}
