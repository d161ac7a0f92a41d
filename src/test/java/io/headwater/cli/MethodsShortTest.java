package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system and a baseline on one row, through the job, into one table. */
class MethodsShortTest {
  @TempDir Path folder;

  @Test
  void coupledLatentsAreFoundWhereTheContrastAloneFindsTheirBlock() throws Exception {
    Ran ran =
        Ran.run(
            "evaluate",
            "--suite",
            "methods",
            "--short",
            "--rows",
            "l",
            "--estimators",
            "coupled,content-contrast",
            "--output",
            folder.toString());
    assertThat(ran.exit()).as(ran.err()).isEqualTo(ExitCode.OK.code());
    JsonNode coupled = run("l", "coupled");
    JsonNode contrast = run("l", "content-contrast");
    assertThat(coupled.at("/scores/chance_rotated").asDouble()).isLessThan(.8);
    // Measured .96 and .77: a third of the windows and of the steps of the long form.
    assertThat(coupled.at("/scores/mcc_pearson").asDouble()).isGreaterThan(.9);
    assertThat(contrast.at("/scores/block_r2").asDouble()).isGreaterThan(.9);
    assertThat(contrast.at("/scores/mcc_pearson").asDouble())
        .isLessThan(coupled.at("/scores/mcc_pearson").asDouble() - .05);
    assertThat(contrast.at("/verdict/undecided").asInt())
        .as("a baseline claims nothing")
        .isEqualTo(2);
  }

  @Test
  void nodesAndSharedLatentsAreFoundWhereMarginalsShowNothing() throws Exception {
    Ran ran =
        Ran.run(
            "evaluate",
            "--suite",
            "methods",
            "--short",
            "--rows",
            "w,b-three,b-codes,b-codes-marginal",
            "--set",
            "estimator.replicas=1",
            "--output",
            folder.toString());
    assertThat(ran.exit()).as(ran.err()).isEqualTo(ExitCode.OK.code());
    JsonNode nodes = run("w", "mixture").at("/nodes");
    assertThat(nodes.at("/chance").asDouble()).isLessThan(.85);
    assertThat(nodes.at("/least").asDouble()).isGreaterThan(.95);
    assertThat(nodes.at("/skeleton_errors").asInt()).isZero();
    JsonNode views = run("b-three", "shared").at("/membership");
    assertThat(views.at("/chance").asDouble()).isLessThan(.6);
    assertThat(views.at("/f1").asDouble()).isGreaterThan(.9);
    assertThat(run("b-codes", "shared").at("/membership/exact").asBoolean()).isTrue();
    assertThat(run("b-codes-marginal", "shared").at("/membership/exact").asBoolean()).isFalse();
  }

  private JsonNode run(String id, String estimator) throws Exception {
    JsonNode page = new ObjectMapper().readTree(folder.resolve("methods.json").toFile());
    for (JsonNode row : page.at("/rows")) {
      if (row.at("/row").asText().equals(id) && row.at("/estimator").asText().equals(estimator)) {
        return row.at("/runs/0");
      }
    }
    throw new AssertionError("The table lacks " + id + " by " + estimator + ".");
  }
}
