package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.config.HeadwaterConfig;
import io.headwater.estimator.Estimator;
import io.headwater.graph.LatentNode;
import io.headwater.learn.EstimatorFactory;
import io.headwater.learn.ModelStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The estimator of partially shared latents in the real job, from files to files. */
class PartialReplayTest {
  private static final int WINDOWS = 110;

  @TempDir static Path folder;

  private static HeadwaterConfig config() {
    return SmallWard.config(
        "estimator.kind=shared",
        "estimator.sharing.warm-up=10",
        "estimator.sharing.ramp=20",
        "estimator.refit-steps=20",
        "learning.reservoir=512",
        "learning.first-refit=280",
        "modalities[0].latents=2",
        "modalities[1].latents=1",
        "modalities[1].exogenous=0");
  }

  private static ReplayFolder replay(String name) throws Exception {
    ReplayFolder out = new ReplayFolder(folder.resolve(name));
    new ReplayJob(config(), RecordingInputs.source(folder.resolve("in"), config()), out, false)
        .run(progress -> {}, scored -> {});
    return out;
  }

  private static JsonNode json(Path file) throws Exception {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void latentsGraphMembershipAndReportComeOutAndAgainWithTheSameBits() throws Exception {
    SmallWard.writeCsv(folder.resolve("in"), WINDOWS);
    ReplayFolder first = replay("first");
    List<String> lines = Files.readAllLines(first.latentsCsv());
    assertThat(lines.get(0))
        .isEqualTo("subject,window_start,window_end,wrist.z0,wrist.z1,wrist.eta0,belt.z0,facts.z0");
    assertThat(lines).hasSize(1 + WINDOWS * SmallWard.SUBJECTS.size());
    JsonNode graph = json(first.graphJson());
    List<String> nodes = new ArrayList<>();
    graph
        .get("nodes")
        .forEach(node -> nodes.add(node.get("id").asText() + node.get("shared_with")));
    assertThat(nodes).hasSize(4);
    List<String> conditions = new ArrayList<>();
    graph.get("findings").forEach(finding -> conditions.add(finding.get("condition").asText()));
    assertThat(conditions).contains("windows with both modalities (coverage)");
    assertThat(graph.get("reading").get("facts").asText()).isNotEqualTo("COMPONENT");
    JsonNode model = json(first.modelJson());
    try (Estimator restored = Estimators.factory(config()).create(EstimatorFactory.CPU)) {
      byte[] state = ModelStore.read(model.get("uri").asText(), model.get("sha256").asText());
      restored.restore(state);
      assertThat(restored.save()).isEqualTo(state);
      assertThat(restored.graph().nodes())
          .extracting(LatentNode::id)
          .containsExactly("wrist.z0", "wrist.z1", "belt.z0", "facts.z0");
    }
    ReplayFolder second = replay("second");
    assertThat(second.latentsCsv()).hasSameBinaryContentAs(first.latentsCsv());
    assertThat(json(second.modelJson()).get("sha256")).isEqualTo(model.get("sha256"));
  }
}
