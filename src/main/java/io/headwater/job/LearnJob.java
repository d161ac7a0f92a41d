package io.headwater.job;

import io.headwater.align.AlignTypes;
import io.headwater.align.AlignedStreams;
import io.headwater.align.Alignment;
import io.headwater.align.AlignmentSpec;
import io.headwater.align.Arrival;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.ModelShape;
import io.headwater.config.WindowConfig;
import io.headwater.learn.LatentRecord;
import io.headwater.learn.LearnerOperator;
import io.headwater.learn.LearnerSpec;
import io.headwater.learn.LearnerTags;
import io.headwater.learn.ModelStore;
import io.headwater.window.AlignedWindow;
import java.util.Objects;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/**
 * The main job: source → alignment → learner → sinks. The same graph serves live topics, replayed
 * topics and recordings; only source, sinks and {@link Mode} differ.
 *
 * <pre>{@code
 * new LearnJob(config, source, LearnJob.Mode.LIVE, sinks).build(env);
 * env.execute(config.name());
 * }</pre>
 */
public final class LearnJob {

  /** How the job treats the end of input and silence. */
  public enum Mode {
    /** Unbounded input; silence is bridged after {@code window.max-wait}. */
    LIVE,
    /** Bounded input; nothing depends on processing time, and losses are kept for a report. */
    REPLAY
  }

  private final HeadwaterConfig config;
  private final Source<Arrival, ?, ?> source;
  private final Mode mode;
  private final boolean keepWindows;
  private final LearnStreams.Sinks sinks;

  /**
   * @param config the effective configuration
   * @param source arrivals, each partition in its own order
   * @param mode live or replay
   * @param keepWindows also offer the aligned windows, in learning order, to the sinks
   * @param sinks what to do with the outputs
   */
  public LearnJob(
      HeadwaterConfig config,
      Source<Arrival, ?, ?> source,
      Mode mode,
      boolean keepWindows,
      LearnStreams.Sinks sinks) {
    this.config = Objects.requireNonNull(config, "config");
    this.source = Objects.requireNonNull(source, "source");
    this.mode = Objects.requireNonNull(mode, "mode");
    this.keepWindows = keepWindows;
    this.sinks = Objects.requireNonNull(sinks, "sinks");
  }

  /** Puts the job's graph into an environment. */
  public void build(StreamExecutionEnvironment env) {
    AlignmentSpec spec = alignmentSpec(config, mode);
    DataStream<Arrival> arrivals =
        env.fromSource(source, Alignment.watermarks(spec), "sensor-chunks", AlignTypes.ARRIVAL)
            .uid("sensor-chunks");
    sinks.attach(learn(Alignment.build(ArrivalPseudonyms.of(arrivals, config), spec)));
  }

  /** How a configuration's windows are cut; the same for learning and for scoring. */
  static AlignmentSpec alignmentSpec(HeadwaterConfig config, Mode mode) {
    WindowConfig window = config.window();
    return new AlignmentSpec(
        config.toModalities(),
        window.size(),
        window.slide(),
        window.lateness(),
        mode == Mode.LIVE,
        window.maxWait(),
        AlignmentSpec.DEFAULT_MAX_FUTURE,
        config.runtime().parallelism(),
        ChunkRules.of(config),
        config.baselineWindows());
  }

  private LearnStreams learn(AlignedStreams aligned) {
    LearnerTags tags =
        new LearnerTags(
            new OutputTag<>("graphs", StreamTypes.GRAPH),
            new OutputTag<>("models", StreamTypes.MODEL),
            new OutputTag<>("prequential", StreamTypes.PREQUENTIAL),
            keepWindows ? new OutputTag<>("windows", aligned.windows().getType()) : null);
    LearnerSpec spec =
        new LearnerSpec(
            Estimators.factory(config),
            config.learning(),
            config.seed(),
            new ModelStore(config.runtime().models()),
            ModelShape.of(config),
            config.runtime().gpu(),
            mode == Mode.REPLAY);
    SingleOutputStreamOperator<LatentRecord> latents =
        aligned
            .windows()
            .global()
            .transform("learner", StreamTypes.LATENT, new LearnerOperator(spec, tags))
            .uid(LearnerOperator.UID)
            .setParallelism(1)
            .setMaxParallelism(1);
    DataStream<AlignedWindow> windows = keepWindows ? latents.getSideOutput(tags.windows()) : null;
    return new LearnStreams(
        latents,
        latents.getSideOutput(tags.graphs()),
        latents.getSideOutput(tags.models()),
        latents.getSideOutput(tags.prequential()),
        windows,
        aligned.late(),
        aligned.rejected());
  }
}
