package io.headwater.cli;

import static io.headwater.cli.Ran.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import io.headwater.simulate.views.ViewsPreset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code headwater simulate --scenario b-yao} and its kin. */
class ViewsCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(ViewsPreset.class)
  void theFolderHasDataConfigurationAndTruthApart(ViewsPreset preset) throws Exception {
    Path output = folder.resolve(preset.id());
    Ran ran =
        run("simulate", "-o", output, "--scenario", preset.id(), "--samples", 20, "--seed", 7);
    assertThat(ran.exit()).as(ran.err()).isZero();
    HeadwaterConfig config = ConfigLoader.load(output.resolve("scenario.yaml"), List.of());
    assertThat(config.estimator().kind()).isEqualTo("shared");
    assertThat(config.estimator().sharing().weight() == 0).isEqualTo(preset.withoutModule());
    int latents = config.modalities().stream().mapToInt(m -> m.latents().number()).sum();
    JsonNode truth = new ObjectMapper().readTree(output.resolve("truth/graph.json").toFile());
    assertThat(truth.at("/nodes")).hasSize(latents);
    List<String> rows = Files.readAllLines(output.resolve("truth/latents.csv"));
    assertThat(rows).hasSize(21);
    assertThat(rows.get(0).split(",")).hasSize(3 + latents);
    assertThat(Files.readAllLines(output.resolve("m0.csv"))).hasSize(21);
  }

  @Test
  void aReplayReadsThem() throws Exception {
    Path output = folder.resolve("b");
    run("simulate", "-o", output, "--scenario", "b-linked", "--samples", 40);
    Path learned = folder.resolve("out");
    Ran ran = run("replay", "-c", output.resolve("scenario.yaml"), "-i", output, "-o", learned);
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(Files.readAllLines(learned.resolve("latents.csv"))).hasSize(41);
  }

  @Test
  void optionsOfOtherScenariosAreRefused() {
    Ran ran = run("simulate", "-o", folder, "--scenario", "b-yao", "--missing", ".2");
    assertThat(ran.exit()).isNotZero();
    assertThat(ran.err()).contains("--seed and --samples only");
  }
}
