package io.headwater.cli;

import static io.headwater.cli.Ran.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import io.headwater.simulate.circles.CirclesPreset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code headwater simulate --scenario w} and its kin. */
class CirclesCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(CirclesPreset.class)
  void theFolderHasDataConfigurationAndTruthApart(CirclesPreset preset) throws Exception {
    Path output = folder.resolve(preset.id());
    Ran ran =
        run("simulate", "-o", output, "--scenario", preset.id(), "--samples", 30, "--seed", 7);
    assertThat(ran.exit()).as(ran.err()).isZero();
    HeadwaterConfig config = ConfigLoader.load(output.resolve("scenario.yaml"), List.of());
    assertThat(config.estimator().kind()).isEqualTo("mixture");
    assertThat(config.estimator().mixture().formulas().containsKey("curve"))
        .isEqualTo(preset.formula());
    List<String> truth = Files.readAllLines(output.resolve("truth/latents.csv"));
    assertThat(truth).hasSize(31);
    assertThat(truth.get(0)).endsWith("causes.z0,causes.z1,causes.z2");
    assertThat(output.resolve("truth/graph.json")).exists();
    int pictures = Files.readAllLines(output.resolve("picture.csv")).size();
    assertThat(pictures).isGreaterThan(15).isLessThanOrEqualTo(31);
  }

  @Test
  void aReplayReadsThem() throws Exception {
    Path output = folder.resolve("w");
    run("simulate", "-o", output, "--scenario", "w-formula", "--samples", 40);
    Path learned = folder.resolve("out");
    Ran ran = run("replay", "-c", output.resolve("scenario.yaml"), "-i", output, "-o", learned);
    assertThat(ran.exit()).as(ran.err()).isZero();
    List<String> latents = Files.readAllLines(learned.resolve("latents.csv"));
    assertThat(latents).hasSize(41);
    assertThat(latents.get(0)).endsWith("joint.z0,joint.z1,joint.z2,causes.z0,causes.z1,causes.z2");
  }

  @Test
  void aRowThatLacksAModalityIsAWindowAllTheSame() throws Exception {
    Path output = folder.resolve("missing");
    run("simulate", "-o", output, "--scenario", "w-missing", "--samples", 60);
    Path learned = folder.resolve("out");
    Ran ran = run("replay", "-c", output.resolve("scenario.yaml"), "-i", output, "-o", learned);
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(Files.readAllLines(learned.resolve("latents.csv"))).hasSize(61);
    JsonNode chunks =
        new ObjectMapper().readTree(learned.resolve("summary.json").toFile()).at("/chunks");
    assertThat(chunks.at("/picture/used").asInt()).isBetween(40, 59);
    assertThat(chunks.at("/curve/used").asInt()).isBetween(40, 59);
  }

  @Test
  void optionsOfOtherScenariosAreRefused() {
    Ran ran = run("simulate", "-o", folder, "--scenario", "w", "--links", "chain");
    assertThat(ran.exit()).isNotZero();
    assertThat(ran.err()).contains("--seed, --samples and --missing");
  }

  @Test
  void theListNamesThem() {
    assertThat(run("simulate", "--scenario", "list").out()).contains("w-formula");
  }
}
