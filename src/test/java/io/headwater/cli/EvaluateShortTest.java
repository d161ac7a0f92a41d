package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The short form of the suite: one scenario that is identifiable and one that is not. */
class EvaluateShortTest {
  @TempDir static Path folder;

  private static JsonNode page;

  @BeforeAll
  static void run() throws IOException {
    StringWriter err = new StringWriter();
    CommandLine command = Headwater.commandLine();
    command.setOut(new PrintWriter(new StringWriter(), true));
    command.setErr(new PrintWriter(err, true));
    int exit =
        command.execute(
            "evaluate", "--suite", "identification", "--short", "--output", folder.toString());
    assertThat(exit).as(err.toString()).isEqualTo(ExitCode.OK.code());
    page = new ObjectMapper().readTree(folder.resolve("identification.json").toFile());
  }

  private static JsonNode row(String id) {
    for (JsonNode row : page.at("/rows")) {
      if (row.at("/row").asText().equals(id)) {
        return row.at("/runs/0");
      }
    }
    throw new AssertionError("The table lacks row " + id + ".");
  }

  @Test
  void componentsThatAreIdentifiableAreFoundFarAboveTheirChanceLevel() {
    JsonNode scores = row("s1").at("/scores");
    assertThat(scores.at("/block_r2").asDouble()).isGreaterThan(.95);
    assertThat(scores.at("/chance_noise").asDouble()).isLessThan(.1);
    // On the scale from a perfect block with random axes (0) to perfection (1); measured .78.
    assertThat(scores.at("/corrected").asDouble()).isGreaterThan(.6);
  }

  @Test
  void aBlockWhoseComponentsAreNotDeterminedIsFoundAndNotClaimed() {
    JsonNode scores = row("s-minus").at("/scores");
    assertThat(scores.at("/block_r2").asDouble()).isGreaterThan(.9);
    // Restarts come to lie anywhere, one seed in twenty above the 95 % level of random axes; so a
    // single score says nothing, and the level of chance is asked of many seeds by the long form.
    assertThat(row("s-minus").at("/verdict/component").asInt()).isZero();
    assertThat(row("s-minus").at("/verdict/block").asInt()).isPositive();
  }

  @Test
  void equallyGoodRestartsDisagreeWhereComponentsAreNotDetermined() throws IOException {
    JsonNode graph =
        new ObjectMapper().readTree(folder.resolve("work/s-minus-1/graph.json").toFile());
    assertThat(graph.findValues("condition"))
        .extracting(JsonNode::asText)
        .filteredOn("equally good restarts find the same components"::equals)
        .hasSize(2);
    for (JsonNode finding : graph.findParents("condition")) {
      if (finding.at("/condition").asText().startsWith("equally good restarts")) {
        assertThat(finding.at("/status").asText()).isEqualTo("REFUTED");
      }
    }
  }
}
