package io.headwater.job;

import io.headwater.align.Arrival;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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

/**
 * A real source that pauses once in the middle until latents have come out and two checkpoints have
 * completed since, reads a little further, and then fails, once. Run it at parallelism 1.
 */
final class InterruptedSource<S extends SourceSplit, C> implements Source<Arrival, S, C> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Plan> PLANS = new ConcurrentHashMap<>();

  private final Source<Arrival, S, C> real;
  private final String plan;

  /** What happens when; shared by the test and the tasks of its cluster, which live in one JVM. */
  static final class Plan {
    final int pauseAfter;
    final int failAfter;
    final AtomicInteger latents = new AtomicInteger();
    final AtomicInteger checkpoints = new AtomicInteger();
    final AtomicInteger read = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();

    private Plan(int pauseAfter, int failAfter) {
      this.pauseAfter = pauseAfter;
      this.failAfter = failAfter;
    }
  }

  private InterruptedSource(Source<Arrival, S, C> real, String plan) {
    this.real = real;
    this.plan = plan;
  }

  static <S extends SourceSplit, C> InterruptedSource<S, C> of(
      Source<Arrival, S, C> real, String plan, int pauseAfter, int failAfter) {
    PLANS.put(plan, new Plan(pauseAfter, failAfter));
    return new InterruptedSource<>(real, plan);
  }

  static Plan plan(String name) {
    return PLANS.get(name);
  }

  /** Counts latents, so that the pause ends only when the learner is under way. */
  static LearnStreams.Sinks counting(String plan, LearnStreams.Sinks sinks) {
    return streams ->
        sinks.attach(
            new LearnStreams(
                streams
                    .latents()
                    .map(
                        latent -> {
                          plan(plan).latents.incrementAndGet();
                          return latent;
                        },
                        StreamTypes.LATENT)
                    .setParallelism(1)
                    .uid("count"),
                streams.graphs(),
                streams.models(),
                streams.prequential(),
                streams.windows(),
                streams.late(),
                streams.rejected()));
  }

  @Override
  public Boundedness getBoundedness() {
    return real.getBoundedness();
  }

  @Override
  public SourceReader<Arrival, S> createReader(SourceReaderContext context) throws Exception {
    return new Reader<>(real.createReader(context), plan(plan));
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
    private final Plan plan;
    private final CompletableFuture<Void> resume = new CompletableFuture<>();

    Reader(SourceReader<Arrival, S> real, Plan plan) {
      super(real);
      this.plan = plan;
    }

    @Override
    protected List<S> inward(List<S> splits) {
      return splits;
    }

    @Override
    protected List<S> outward(List<S> splits) {
      return splits;
    }

    private boolean paused() {
      return plan.failures.get() == 0
          && plan.read.get() >= plan.pauseAfter
          && plan.checkpoints.get() < 2;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Arrival> output) throws Exception {
      if (paused()) {
        return InputStatus.NOTHING_AVAILABLE;
      }
      if (plan.failures.get() == 0 && plan.read.get() >= plan.failAfter) {
        plan.failures.incrementAndGet();
        throw new IllegalStateException("The test pulled the plug.");
      }
      InputStatus status = super.pollNext(output);
      if (status == InputStatus.MORE_AVAILABLE) {
        plan.read.incrementAndGet();
      }
      return status;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return paused() ? resume : super.isAvailable();
    }

    @Override
    public void notifyCheckpointComplete(long id) throws Exception {
      super.notifyCheckpointComplete(id);
      if (plan.latents.get() > 0 && plan.checkpoints.incrementAndGet() == 2) {
        resume.complete(null);
      }
    }
  }
}
