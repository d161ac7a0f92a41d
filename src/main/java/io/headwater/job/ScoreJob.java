package io.headwater.job;

import io.headwater.align.AlignTypes;
import io.headwater.align.Alignment;
import io.headwater.align.AlignmentSpec;
import io.headwater.align.Arrival;
import io.headwater.config.ConfigFingerprint;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.ModelShape;
import io.headwater.learn.LatentRecord;
import io.headwater.learn.ModelRecord;
import io.headwater.score.LoadedModel;
import io.headwater.score.ModelChoice;
import io.headwater.score.ModelFolder;
import io.headwater.score.ModelLoader;
import io.headwater.score.ScoreOperator;
import io.headwater.score.ScoreSpec;
import io.headwater.window.AlignedWindow;
import io.headwater.wire.kafka.KafkaInputs;
import io.headwater.wire.kafka.ModelTopic;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The scoring job: chunks → alignment → scorers → sink, with models from a second source to all
 * scorers, at any parallelism. It aligns as the learner does, so a window is the learner's window.
 *
 * <pre>{@code
 * HeadwaterConfig own = config.forScoring();
 * ScoreJob.overKafka(own, ModelChoice.newest(), KafkaSinks.scores(own)).build(env);
 * env.execute(own.name());
 * }</pre>
 *
 * <p>Late and rejected chunks are counted only: the learner beside it writes them to their topics.
 */
public final class ScoreJob {
  private final HeadwaterConfig config;
  private final Source<Arrival, ?, ?> chunks;
  private final Source<ModelRecord, ?, ?> models;
  private final ModelChoice choice;
  private final Consumer<DataStream<LatentRecord>> sink;

  /**
   * @param config the configuration of the learner, {@link HeadwaterConfig#forScoring}
   * @param chunks arrivals, each partition in its own order
   * @param models model snapshots, oldest first
   * @param choice which models to take
   * @param sink what to do with the scores
   */
  public ScoreJob(
      HeadwaterConfig config,
      Source<Arrival, ?, ?> chunks,
      Source<ModelRecord, ?, ?> models,
      ModelChoice choice,
      Consumer<DataStream<LatentRecord>> sink) {
    this.config = Objects.requireNonNull(config, "config");
    this.chunks = Objects.requireNonNull(chunks, "chunks");
    this.models = Objects.requireNonNull(models, "models");
    this.choice = Objects.requireNonNull(choice, "choice");
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /**
   * Over the topics of a configuration. Models are read from the newest on that suits and can be
   * read now, so that none is loaded only to be replaced; sensor topics are read up to a bound
   * until there is one.
   */
  public static ScoreJob overKafka(
      HeadwaterConfig config, ModelChoice choice, Consumer<DataStream<LatentRecord>> sink) {
    return overKafka(config, KafkaInputs.live(config), choice, sink);
  }

  /** The same with another source of chunks, which is read up to the bound in the same way. */
  public static <S extends SourceSplit, C> ScoreJob overKafka(
      HeadwaterConfig config,
      Source<Arrival, S, C> chunks,
      ModelChoice choice,
      Consumer<DataStream<LatentRecord>> sink) {
    ReadableModel model = ReadableModel.of(config, choice);
    return new ScoreJob(
        config,
        gated(chunks, config, model),
        new ModelTopic(config.name(), config.kafka())
            .source(model.newest().orElse(null), StreamTypes.MODEL),
        choice,
        sink);
  }

  private static <S extends SourceSplit, C> Source<Arrival, ?, ?> gated(
      Source<Arrival, S, C> source, HeadwaterConfig config, ReadableModel model) {
    return new GatedSource<>(
        source, model.choice().toString(), model, config.score().chunksBeforeModel());
  }

  /** Puts the job's graph into an environment. */
  public void build(StreamExecutionEnvironment env) {
    AlignmentSpec spec = LearnJob.alignmentSpec(config, LearnJob.Mode.LIVE);
    DataStream<Arrival> arrivals =
        env.fromSource(chunks, Alignment.watermarks(spec), "sensor-chunks", AlignTypes.ARRIVAL)
            .uid("sensor-chunks");
    DataStream<Arrival> named = ArrivalPseudonyms.of(arrivals, config);
    sink.accept(score(Alignment.build(named, spec).windows(), loadedModels(env)));
  }

  private DataStream<LoadedModel> loadedModels(StreamExecutionEnvironment env) {
    String fingerprint = ConfigFingerprint.of(config);
    return env.fromSource(
            models, WatermarkStrategy.noWatermarks(), "model-snapshots", StreamTypes.MODEL)
        .setParallelism(1)
        // Another choice has to look at the topic anew, also when it goes on from a checkpoint.
        .uid("model-snapshots-" + choice)
        .transform(
            "model-loader",
            LoadedModel.TYPE,
            new ModelLoader(
                choice, fingerprint, new ModelFolder(config.runtime().models()), StreamTypes.MODEL))
        .uid("model-loader")
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  private DataStream<LatentRecord> score(
      DataStream<AlignedWindow> windows, DataStream<LoadedModel> loaded) {
    ScoreSpec spec = new ScoreSpec(Estimators.factory(config), choice, ModelShape.of(config));
    return windows
        .connect(loaded.broadcast())
        .transform("scorer", StreamTypes.LATENT, new ScoreOperator(spec))
        .uid("scorer")
        .setParallelism(config.runtime().parallelism());
  }
}
