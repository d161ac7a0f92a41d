package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.config.HeadwaterConfig;
import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.learn.EstimatorFactory;
import io.headwater.learn.ModelStore;
import io.headwater.window.AlignedWindow;
import io.headwater.wire.files.LocalFileSink;
import io.headwater.wire.files.WindowSpool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts may rely on in the output folder of a replay. */
class ReplayContractTest {
  private static final int WINDOWS = 30;
  private static final String HEADER =
      "subject,window_start,window_end,wrist.z0,wrist.z1,wrist.eta0,belt.z0,belt.z1,belt.eta0,facts.z0";

  @TempDir static Path folder;

  private static HeadwaterConfig config;
  private static ReplayFolder first;
  private static ReplayFolder last;
  private static ReplaySummary summary;

  @BeforeAll
  static void replay() throws Exception {
    config = SmallWard.config();
    SmallWard.writeCsv(folder.resolve("in"), WINDOWS);
    first = new ReplayFolder(folder.resolve("first"));
    last = new ReplayFolder(folder.resolve("last"));
    summary = replay(first, false);
    replay(last, true);
  }

  private static ReplaySummary replay(ReplayFolder out, boolean finalPass) throws Exception {
    return replay(config, out, finalPass);
  }

  private static ReplaySummary replay(HeadwaterConfig config, ReplayFolder out, boolean finalPass)
      throws Exception {
    return new ReplayJob(
            config, RecordingInputs.source(folder.resolve("in"), config), out, finalPass)
        .run(progress -> {}, scored -> {});
  }

  private static JsonNode json(Path file) throws Exception {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void latentsHaveTheDeclaredColumnsAndOneRowPerSubjectAndWindow() throws Exception {
    List<String> lines = Files.readAllLines(first.latentsCsv());
    assertThat(lines.get(0)).isEqualTo(HEADER);
    List<String> expected = new ArrayList<>();
    for (int window = 0; window < WINDOWS; window++) {
      Instant start = SmallWard.START.plusSeconds((long) window * SmallWard.WINDOW_SECONDS);
      for (String subject : SmallWard.SUBJECTS) {
        expected.add(subject + "," + start + "," + start.plusSeconds(SmallWard.WINDOW_SECONDS));
      }
    }
    List<String> rows = lines.subList(1, lines.size());
    assertThat(rows)
        .extracting(r -> String.join(",", List.of(r.split(",")).subList(0, 3)))
        .isEqualTo(expected);
    assertThat(rows).allMatch(r -> r.split(",").length == HEADER.split(",").length);
    assertThat(rows.get(60).split(",")[3])
        .satisfies(z -> assertThat(Float.parseFloat(z)).isFinite());
  }

  @Test
  void prequentialHoldsALossBesideItsReferencesForEveryWindow() throws Exception {
    List<String> lines = Files.readAllLines(first.prequentialCsv());
    assertThat(lines).hasSize(1 + WINDOWS * SmallWard.SUBJECTS.size());
    assertThat(lines.get(0))
        .isEqualTo(
            "subject,window_start,window_end,model_version,loss,mean_predictor_loss,untrained_loss,cross_loss");
    assertThat(lines.get(1)).contains(",0,,,,"); // nothing is known in the first mini-batch
    String[] late = lines.get(80).split(",");
    for (int column = 4; column < 8; column++) {
      assertThat(Double.parseDouble(late[column])).isPositive();
    }
  }

  @Test
  void theGraphNamesItsNodesAndEveryCandidateEdge() throws Exception {
    JsonNode graph = json(first.graphJson());
    assertThat(graph.get("nodes")).hasSize(5);
    List<String> ids = new ArrayList<>();
    for (JsonNode node : graph.get("nodes")) {
      assertThat(node.fieldNames())
          .toIterable()
          .containsExactly("id", "modality", "component", "shared_with");
      ids.add(node.get("id").asText());
    }
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(graph.get("edges").isArray()).isTrue();
    for (JsonNode edge : graph.get("edges")) {
      assertThat(edge.fieldNames())
          .toIterable()
          .contains("source", "target", "probability", "selected");
      assertThat(ids).contains(edge.get("source").asText(), edge.get("target").asText());
    }
    assertThat(graph.get("findings")).isNotEmpty();
  }

  @Test
  void theSummaryCountsStepsLossesAndChunks() throws Exception {
    JsonNode json = json(first.summaryJson());
    assertThat(json.fieldNames())
        .toIterable()
        .contains("windows", "steps", "losses", "chunks", "seconds", "version", "seed");
    assertThat(json.get("windows").asInt()).isEqualTo(WINDOWS * SmallWard.SUBJECTS.size());
    assertThat(json.get("seed").asLong()).isEqualTo(5);
    assertThat(json.get("steps").asLong()).isPositive().isEqualTo(summary.steps());
    assertThat(json.get("losses").get("prequential").asDouble()).isPositive();
    assertThat(json.get("final_pass").asBoolean()).isFalse();
    for (String modality : List.of("wrist", "belt", "facts")) {
      JsonNode counts = json.get("chunks").get(modality);
      assertThat(counts.get("used").asLong()).isPositive().isEqualTo(counts.get("read").asLong());
    }
  }

  @Test
  void withAFinalPassEveryWindowIsScoredByTheFinalModel() throws Exception {
    JsonNode model = json(last.modelJson());
    List<AlignedWindow> windows = windows();
    List<String> expected = new ArrayList<>();
    expected.add(HEADER);
    try (Estimator restored = Estimators.factory(config).create(EstimatorFactory.CPU)) {
      restored.restore(ModelStore.read(model.get("uri").asText(), model.get("sha256").asText()));
      var estimates = restored.infer(windows);
      for (int i = 0; i < windows.size(); i++) {
        expected.add(row(windows.get(i), estimates.get(i).modalities()));
      }
    }
    assertThat(Files.readAllLines(last.latentsCsv())).isEqualTo(expected);
    assertThat(Files.readAllLines(first.latentsCsv())).isNotEqualTo(expected);
    assertThat(last.prequentialCsv()).hasSameBinaryContentAs(first.prequentialCsv());
    assertThat(last.windowSpool()).doesNotExist();
    JsonNode cross = json(last.summaryJson()).get("cross_prediction");
    int all = windows.size();
    assertThat(cross.get("learned_windows").asInt()).isBetween(all / 2, all - all / 10);
    assertThat(cross.get("learned").asDouble()).isPositive();
    assertThat(cross.get("only_scored").isNull()).isTrue();
    assertThat(json(first.summaryJson()).has("cross_prediction")).isFalse();
  }

  @Test
  void weightDecayReachesTheModel() throws Exception {
    ReplayFolder decayed = new ReplayFolder(folder.resolve("decayed"));
    replay(SmallWard.config("estimator.weight-decay=2"), decayed, false);
    assertThat(json(decayed.modelJson()).get("sha256"))
        .isNotEqualTo(json(first.modelJson()).get("sha256"));
  }

  private static String row(AlignedWindow window, List<ModalityEstimate> modalities) {
    StringBuilder row = new StringBuilder(window.subject());
    for (long micros : new long[] {window.startMicros(), window.endMicros()}) {
      row.append(',').append(Instant.ofEpochSecond(micros / SmallWard.SECOND));
    }
    for (ModalityEstimate m : modalities) {
      for (float z : m.mean()) {
        row.append(',').append(z);
      }
      for (float eta : m.exogenousMean()) {
        row.append(',').append(eta);
      }
    }
    return row.toString();
  }

  /** The windows themselves, in learning order, from a job that keeps them. */
  private static List<AlignedWindow> windows() throws Exception {
    Path spool = folder.resolve("windows");
    StreamExecutionEnvironment env = LocalRun.environment(1, new Configuration());
    HeadwaterConfig own = SmallWard.config("runtime.models=" + folder.resolve("unused").toUri());
    new LearnJob(
            own,
            RecordingInputs.source(folder.resolve("in"), own),
            LearnJob.Mode.REPLAY,
            true,
            streams ->
                streams
                    .windows()
                    .sinkTo(new LocalFileSink<>(spool, WindowSpool::new))
                    .setParallelism(1))
        .build(env);
    LocalRun.await(env.executeAsync(), progress -> {});
    List<AlignedWindow> windows = new ArrayList<>();
    try (WindowSpool.Reader reader = new WindowSpool.Reader(spool)) {
      for (Optional<AlignedWindow> w = reader.next(); w.isPresent(); w = reader.next()) {
        windows.add(w.get());
      }
    }
    return windows;
  }

  @Test
  void aGpuThatTheConfigurationNamesIsTheOneThatIsAskedFor() throws Exception {
    HeadwaterConfig own = SmallWard.config("runtime.gpu=1023"); // no machine has so many
    var source = RecordingInputs.source(folder.resolve("in"), own);
    ReplayFolder out = new ReplayFolder(folder.resolve("gpu"));
    assertThatThrownBy(
            () -> new ReplayJob(own, source, out, false).run(progress -> {}, scored -> {}))
        .hasMessageContaining("gpu(1023) was asked for")
        .hasStackTraceContaining("LearnerOperator.initializeState");
  }

  @Test
  void nothingUnfinishedIsLeftBehind() throws Exception {
    try (var files = Files.list(first.root())) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "latents.csv",
              "latents.avro",
              "prequential.csv",
              "graph.json",
              "graphs.avro",
              "model.json",
              "models",
              "summary.json",
              "rejected.csv",
              "late.avro");
    }
  }
}
