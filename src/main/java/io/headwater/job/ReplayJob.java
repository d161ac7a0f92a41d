package io.headwater.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.align.Arrival;
import io.headwater.config.HeadwaterConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The main job over bounded input on a cluster inside this process, with its outputs in a folder
 * ({@link ReplayFolder}). The same input gives the same files, whatever the parallelism.
 */
public final class ReplayJob {
  private final HeadwaterConfig config;
  private final Source<Arrival, ?, ?> source;
  private final ReplayFolder folder;
  private final boolean finalPass;
  private boolean keepsWindows;

  /**
   * @param config the effective configuration; model states go to the folder, wherever it points
   * @param source bounded arrivals
   * @param folder where outputs go
   * @param finalPass replace the latents by those of the final model for every window
   */
  public ReplayJob(
      HeadwaterConfig config,
      Source<Arrival, ?, ?> source,
      ReplayFolder folder,
      boolean finalPass) {
    this.source = Objects.requireNonNull(source, "source");
    this.folder = Objects.requireNonNull(folder, "folder");
    this.config =
        config.withRuntime(
            config.runtime().withModels(folder.models().toAbsolutePath().toUri().toString()));
    this.finalPass = finalPass;
  }

  /** Leaves the aligned windows of a final pass in the folder, for whoever needs their samples. */
  public ReplayJob keepingWindows() {
    keepsWindows = true;
    return this;
  }

  /**
   * Runs to the end.
   *
   * @param listener told the progress about once a second
   * @param scoredAgain told, group by group, how many windows the final pass has scored
   * @return what {@code summary.json} holds
   * @throws Exception the first failure, unwrapped
   */
  public ReplaySummary run(Consumer<LearnProgress> listener, LongConsumer scoredAgain)
      throws Exception {
    long started = System.nanoTime();
    JobClient client =
        submit(LocalRun.environment(config.runtime().parallelism(), new Configuration()));
    JobExecutionResult result = LocalRun.await(client, listener);
    LearnProgress end = LearnProgress.of(result.getAllAccumulatorResults());
    listener.accept(end);
    CrossPrediction cross =
        finalPass ? scoreAgain(scoredAgain) : new CrossTally(config.learning()).result();
    double seconds = (System.nanoTime() - started) / 1e9;
    ReplaySummary summary =
        ReplaySummary.of(
            config,
            end,
            ReplaySummary.reading(folder.graphJson()),
            LossSummary.of(folder.prequentialCsv()),
            AbsentSubjects.of(config.learning(), folder.prequentialCsv()),
            cross,
            finalPass,
            seconds);
    summary.write(folder.summaryJson());
    return summary;
  }

  /** Starts the job, without the final pass, on a cluster that sees the same folders. */
  JobClient submit(StreamExecutionEnvironment env) throws Exception {
    folder.prepare();
    new LearnJob(
            config,
            source,
            LearnJob.Mode.REPLAY,
            finalPass,
            new ReplaySinks(folder, Estimators.components(config)))
        .build(env);
    return env.executeAsync(config.name() + "-replay");
  }

  private CrossPrediction scoreAgain(LongConsumer listener) throws IOException {
    JsonNode model = new ObjectMapper().readTree(folder.modelJson().toFile());
    if (!model.has("uri")) {
      return new CrossTally(config.learning()).result(); // No window, no model.
    }
    CrossPrediction cross =
        new FinalPass(config, folder)
            .run(
                model.get("version").asLong(),
                model.get("uri").asText(),
                model.get("sha256").asText(),
                listener);
    if (!keepsWindows) {
      Files.deleteIfExists(folder.windowSpool());
    }
    return cross;
  }
}
