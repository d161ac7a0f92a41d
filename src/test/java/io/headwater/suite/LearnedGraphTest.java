package io.headwater.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedGraphTest {
  @TempDir Path folder;

  private LearnedGraph read(String findings) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("graph.json"),
            """
            {"edges": [{"source": "m0.z0", "target": "m1.z1", "selected": true},
                       {"source": "m1.z0", "target": "m0.z1", "selected": false}],
             "findings": [%s]}
            """
                .formatted(findings));
    return LearnedGraph.read(file, List.of("m0", "m1"));
  }

  private static String finding(String scope, String status, String consequence) {
    return "{\"scope\": \"%s\", \"status\": \"%s\", \"consequence\": \"%s\"}"
        .formatted(scope, status, consequence);
  }

  @Test
  void onlySelectedEdgesAreEdges() throws IOException {
    assertThat(read("").edges()).containsExactly(new LearnedGraph.Edge("m0.z0", "m1.z1"));
  }

  @Test
  void componentsAreClaimedWhereTheReportSupportsThemAndNothingSpeaksAgainst() throws IOException {
    String supported = "component: necessary, not sufficient";
    assertThat(
            read(finding("m0", "SUPPORTED", supported)
                    + ","
                    + finding("m1", "SUPPORTED", supported)
                    + ","
                    + finding("m1", "REFUTED", "block: shared causes are left"))
                .verdict())
        .isEqualTo(new ReportVerdict(1, 1, 0));
  }

  @Test
  void aRefutedConditionOnAllModalitiesCountsForEach() throws IOException {
    assertThat(
            read(finding("m0", "SUPPORTED", "component")
                    + ","
                    + finding("all", "REFUTED", "block: read them as a space"))
                .verdict())
        .isEqualTo(new ReportVerdict(0, 2, 0));
  }

  @Test
  void aModalityThatSharesNothingIsToldApart() throws IOException {
    assertThat(read(finding("m1", "REFUTED", "none: it shares nothing")).verdict())
        .isEqualTo(new ReportVerdict(0, 1, 1));
  }
}
