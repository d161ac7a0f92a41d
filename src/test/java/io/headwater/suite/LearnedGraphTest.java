package io.headwater.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedGraphTest {
  @TempDir Path folder;

  private LearnedGraph read(String reading) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("graph.json"),
            """
            {"nodes": [{"modality": "m1"}, {"modality": "m0"}, {"modality": "m1"}],
             "edges": [{"source": "m0.z0", "target": "m1.z1", "selected": true},
                       {"source": "m1.z0", "target": "m0.z1", "selected": false}],
             "reading": {%s}}
            """
                .formatted(reading));
    return LearnedGraph.read(file, List.of("m0", "m1"));
  }

  @Test
  void theLatentsOfAModalityAreItsNodesInDeclaredOrder() throws IOException {
    assertThat(read("\"m0\": \"NONE\", \"m1\": \"NONE\"").latents())
        .containsExactly(Map.entry("m0", 1), Map.entry("m1", 2));
  }

  @Test
  void onlySelectedEdgesAreEdges() throws IOException {
    assertThat(read("\"m0\": \"UNDECIDED\", \"m1\": \"UNDECIDED\"").edges())
        .containsExactly(new LearnedGraph.Edge("m0.z0", "m1.z1"));
  }

  @Test
  void whatTheReportSaysOfEachModalityIsCounted() throws IOException {
    assertThat(read("\"m0\": \"COMPONENT\", \"m1\": \"BLOCK_ONLY\"").verdict())
        .isEqualTo(new ReportVerdict(1, 1, 0, 0));
    assertThat(read("\"m0\": \"NONE\", \"m1\": \"UNDECIDED\"").verdict())
        .isEqualTo(new ReportVerdict(0, 0, 1, 1));
  }

  @Test
  void aGraphThatSaysNothingOfAModalityIsRefused() {
    assertThatThrownBy(() -> read("\"m0\": \"COMPONENT\""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'m1'")
        .hasMessageContaining("BLOCK_ONLY");
  }

  @Test
  void partnersOfLatentsAndDoubtfulPairsAreRead() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("shared.json"),
            """
            {"nodes": [{"id": "m0.z0", "modality": "m0", "component": 0, "shared_with": ["m1.z0"]},
                       {"id": "m0.z1", "modality": "m0", "component": 1, "shared_with": []},
                       {"id": "m1.z0", "modality": "m1", "component": 0, "shared_with": ["m0.z0"]}],
             "edges": [{"source": "m0.z1", "target": "m0.z0", "selected": true},
                       {"source": "m0.z1", "target": "m1.z0", "selected": true}],
             "findings": [{"condition": "shared or strongly coupled"}, {"condition": "coverage"}],
             "reading": {"m0": "UNDECIDED", "m1": "UNDECIDED"}}
            """);
    LearnedGraph graph = LearnedGraph.read(file, List.of("m0", "m1"));
    assertThat(graph.nodes().get(0).sharedWith()).containsExactly("m1.z0");
    assertThat(graph.doubtfulPairs()).isEqualTo(1);
    assertThat(graph.links("m0")).isDeepEqualTo(new boolean[][] {{false, false}, {true, false}});
  }
}
