package io.headwater.fault;

import io.headwater.align.Arrival;
import io.headwater.job.ForwardingReader;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
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

  private static final class Reader<S extends SourceSplit> extends ForwardingReader<S, S> {
    private final Sabotage sabotage;

    Reader(SourceReader<Arrival, S> real, Sabotage sabotage) {
      super(real);
      this.sabotage = sabotage;
    }

    @Override
    protected List<S> inward(List<S> splits) {
      return splits;
    }

    @Override
    protected List<S> outward(List<S> splits) {
      return splits;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Arrival> output) throws Exception {
      InputStatus status = super.pollNext(output);
      if (status == InputStatus.MORE_AVAILABLE) {
        sabotage.recordRead();
      }
      return status;
    }
  }
}
