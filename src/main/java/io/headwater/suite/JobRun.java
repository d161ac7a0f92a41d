package io.headwater.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.config.ConfigFingerprint;
import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import io.headwater.estimator.ComponentBlock;
import io.headwater.job.Estimators;
import io.headwater.job.Release;
import io.headwater.job.ReplayFolder;
import io.headwater.job.ReplayJob;
import io.headwater.simulate.SimulatedRows;
import io.headwater.wire.files.RecordingSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run in this process: the rows stream through the replay job, which learns from its first
 * windows and scores all; then the truth is taken out and the rest of the windows are judged.
 */
final class JobRun implements RunExecutor {
  private final SuiteRequest request;

  JobRun(SuiteRequest request) {
    this.request = request;
  }

  /**
   * @throws io.headwater.config.ConfigException when an override does not fit the row
   * @throws IOException when the pictures of the row cannot be read
   */
  RunKey key(SuiteRow row, long seed) throws IOException {
    Plan plan = plan(row, seed);
    String settings =
        String.join(
            "\n",
            RunJson.mapper().writeValueAsString(plan.data.settings()),
            String.valueOf(plan.learned),
            ConfigFingerprint.of(plan.config),
            String.valueOf(plan.config.estimator().graph()), // part of it shapes the reading alone
            Release.VERSION);
    return new RunKey(row.id(), row.estimator(), seed, RunKey.fingerprint(settings));
  }

  /**
   * What a run is made from.
   *
   * @param arrivals learned and held-out windows together
   * @param data what they come from
   * @param learned windows that are learned from
   * @param config of the job
   */
  private record Plan(
      RowArrivals arrivals, SimulatedRows data, int learned, HeadwaterConfig config) {}

  private Plan plan(SuiteRow row, long seed) throws IOException {
    int own = RowCatalogue.samples(row.id());
    int learned =
        request.samples() == null ? Math.max(1, own - request.heldOut()) : request.samples();
    String images = request.images() == null ? null : request.images().toString();
    RowArrivals arrivals =
        new RowArrivals(row.id(), seed, Math.addExact(learned, request.heldOut()), images);
    SimulatedRows data = arrivals.data();
    List<String> overrides = new ArrayList<>();
    overrides.add("seed=" + seed);
    overrides.addAll(request.overrides());
    overrides.add("learning.learn-first=" + learned);
    HeadwaterConfig config =
        ConfigLoader.parse(row.id(), data.configuration(row.estimator()), overrides);
    return new Plan(arrivals, data, learned, config);
  }

  @Override
  public RunResult run(RunKey key) throws Exception {
    Clock clock = new Clock();
    Plan plan = plan(key.suiteRow(), key.seed());
    ReplayFolder folder =
        new ReplayFolder(request.output().resolve("work").resolve(key.fileName()));
    double generation = clock.lap();
    ReplayJob job = new ReplayJob(plan.config, new RecordingSource(plan.arrivals), folder, true);
    double[] learning = new double[1];
    job.run(progress -> learning[0] = clock.now(), windows -> {});
    double replay = clock.lap();
    List<String> blocks =
        Estimators.components(plan.config).stream().map(ComponentBlock::name).toList();
    LearnedGraph graph = LearnedGraph.read(folder.graphJson(), blocks);
    RunScoring.Scored scored =
        RunScoring.of(RowCatalogue.form(key.row()), plan.data, plan.learned)
            .score(folder.latentsCsv(), graph);
    tidy(folder);
    return new RunResult(
        key,
        plan.config.estimator().kind(),
        Release.VERSION,
        plan.learned,
        request.heldOut(),
        scored.scores(),
        scored.nodes(),
        scored.membership(),
        scored.counts(),
        graph.verdict(),
        scored.modalities(),
        new RunSeconds(generation, learning[0], replay - learning[0], clock.lap()));
  }

  /** Keeps graph and summary; the rest is large and can be made again. */
  private static void tidy(ReplayFolder folder) throws IOException {
    for (Path file : List.of(folder.latentsCsv(), folder.latentsAvro(), folder.prequentialCsv())) {
      Files.deleteIfExists(file);
    }
    Path model =
        Path.of(
            URI.create(
                new ObjectMapper().readTree(folder.modelJson().toFile()).get("uri").asText()));
    try (var models = Files.list(folder.models())) {
      for (Path other : models.filter(m -> !m.getFileName().equals(model.getFileName())).toList()) {
        Files.delete(other);
      }
    }
  }

  /** Seconds since the last lap. */
  private static final class Clock {
    private long from = System.nanoTime();

    double now() {
      return (System.nanoTime() - from) / 1e9;
    }

    double lap() {
      double seconds = now();
      from = System.nanoTime();
      return seconds;
    }
  }
}
