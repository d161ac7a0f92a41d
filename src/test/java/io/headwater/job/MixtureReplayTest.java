package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.config.HeadwaterConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay with mixture latents on a graph: what goes out, and that it can be repeated. */
class MixtureReplayTest {
  private static final int WINDOWS = 110;

  @TempDir static Path folder;

  private static ReplayFolder first;

  private static HeadwaterConfig config() {
    return SmallWard.config(
        "estimator.kind=mixture",
        "estimator.refit-steps=40",
        "estimator.mixture.dimensions=2",
        "estimator.mixture.categories=[2, 3]",
        "estimator.mixture.experts={belt: oxygen-desaturation}",
        "learning.reservoir=600",
        "learning.first-refit=290");
  }

  @BeforeAll
  static void replay() throws Exception {
    SmallWard.writeCsv(folder.resolve("in"), WINDOWS);
    first = replay("first");
  }

  private static ReplayFolder replay(String name) throws Exception {
    ReplayFolder out = new ReplayFolder(folder.resolve(name));
    HeadwaterConfig config = config();
    new ReplayJob(config, RecordingInputs.source(folder.resolve("in"), config), out, true)
        .run(progress -> {}, scored -> {});
    return out;
  }

  @Test
  void latentsHaveAColumnForEachDimensionAndEachNode() throws Exception {
    List<String> lines = Files.readAllLines(first.latentsCsv());
    assertThat(lines.get(0))
        .isEqualTo("subject,window_start,window_end,joint.z0,joint.z1,causes.z0,causes.z1");
    assertThat(lines).hasSize(1 + WINDOWS * SmallWard.SUBJECTS.size());
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      assertThat(Double.parseDouble(cells[5])).isBetween(0.0, 1.0);
      assertThat(Double.parseDouble(cells[6])).isBetween(0.0, 2.0);
    }
  }

  @Test
  void theGraphHasTheNodesAndTheReportReadsBothBlocks() throws Exception {
    JsonNode graph = new ObjectMapper().readTree(first.graphJson().toFile());
    List<String> nodes = new ArrayList<>();
    graph.path("nodes").forEach(node -> nodes.add(node.path("id").asText()));
    assertThat(nodes).containsExactly("causes.z0", "causes.z1");
    assertThat(graph.path("reading").path("joint").asText()).isNotEmpty();
    assertThat(graph.path("reading").path("causes").asText())
        .isIn("COMPONENT", "BLOCK_ONLY", "NONE", "UNDECIDED");
    assertThat(graph.toString()).contains("CPDAG").contains("dead components");
  }

  @Test
  void anotherReplayGivesTheSameBits() throws Exception {
    ReplayFolder again = replay("again");
    assertThat(Files.readAllBytes(again.latentsCsv()))
        .isEqualTo(Files.readAllBytes(first.latentsCsv()));
    assertThat(Files.readAllBytes(again.graphJson()))
        .isEqualTo(Files.readAllBytes(first.graphJson()));
  }

  @Test
  void mistakesInTheGroupAreNamedWithTheirPlace() {
    assertThatThrownBy(
            () ->
                SmallWard.config(
                    "estimator.kind=mixture",
                    "estimator.mixture.dimensions=0",
                    "estimator.mixture.categories=[2, 1]",
                    "estimator.mixture.experts={wrist: stress-strain, belt: oxygen}"))
        .hasMessageContaining("estimator.mixture.dimensions")
        .hasMessageContaining("estimator.mixture.categories[1]")
        .hasMessageContaining("'wrist' has 2 channels")
        .hasMessageContaining("oxygen-desaturation");
    assertThatThrownBy(
            () ->
                SmallWard.config(
                    "estimator.kind=mixture",
                    "estimator.mixture.categories=[2,2,2,2,2,2,2,2,2,2,2,2,2]"))
        .hasMessageContaining("8192 joint outcomes")
        .hasMessageContaining("estimator.mixture.dimensions to 13");
    assertThatThrownBy(
            () ->
                SmallWard.config(
                    "estimator.kind=mixture",
                    "estimator.mixture.dimensions=13",
                    "estimator.mixture.categories=[2,2,2,2,2,2,2,2,2,2,2,2,2]",
                    "estimator.mixture.experts={belt: oxygen-desaturation}"))
        .hasMessageContaining("a formula has parameters for each of them");
    assertThat(
            SmallWard.config(
                    "estimator.kind=mixture",
                    "estimator.mixture.dimensions=13",
                    "estimator.mixture.categories=[2,2,2,2,2,2,2,2,2,2,2,2,2]")
                .estimator()
                .mixture()
                .categories())
        .hasSize(13);
    assertThatThrownBy(
            () ->
                SmallWard.config(
                    "estimator.kind=mixture",
                    "shared=[{name: body, latents: 1, modalities: [wrist, belt]}]"))
        .hasMessageContaining("all modalities share one latent");
  }
}
