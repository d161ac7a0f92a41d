package io.headwater.cli;

import static io.headwater.cli.Ran.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.SharedData;
import io.headwater.config.ConfigLoader;
import io.headwater.config.GraphConfig;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.SharedConfig;
import io.headwater.job.RecordingInputs;
import io.headwater.sensor.MergedRecordings;
import io.headwater.sensor.SensorChunk;
import io.headwater.simulate.BySubject;
import io.headwater.simulate.SimulatedFolder;
import io.headwater.simulate.circles.CirclesPreset;
import io.headwater.simulate.scenario.Scenario;
import io.headwater.simulate.scenario.ScenarioPreset;
import io.headwater.simulate.scenario.ScenarioRows;
import io.headwater.simulate.scenario.ScenarioSettings;
import io.headwater.simulate.scenario.SharedGroup;
import io.headwater.simulate.views.ViewsPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code headwater simulate --scenario}, and what it writes. */
class ScenarioCommandTest {
  private static final int ROWS = 60;

  @TempDir Path folder;

  private Path simulate(String name, Object... more) {
    Path output = folder.resolve(name);
    Object[] arguments = {"simulate", "-o", output, "--samples", ROWS, "--subjects", 5};
    Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    Ran ran = run(all);
    assertThat(ran.exit()).as(ran.err()).isZero();
    return output;
  }

  private List<String> replay(Path input) throws IOException {
    Path output = folder.resolve("replay-of-" + input.getFileName());
    Ran ran = run("replay", "-c", input.resolve("scenario.yaml"), "-i", input, "-o", output);
    assertThat(ran.exit()).as(ran.err()).isZero();
    JsonNode summary = new ObjectMapper().readTree(output.resolve("summary.json").toFile());
    assertThat(summary.findValuesAsText("late")).containsOnly("0");
    assertThat(summary.findValuesAsText("rejected")).containsOnly("0");
    return Files.readAllLines(output.resolve("latents.csv"));
  }

  @Test
  void replayFindsAWindowForEveryRowOfTheTruth() throws IOException {
    Path data = simulate("data", "--scenario", "t-by-subject", "--missing", 0.4);
    List<String> truth = Files.readAllLines(data.resolve("truth/latents.csv"));
    List<String> found = replay(data);
    assertThat(truth).hasSize(1 + ROWS);
    assertThat(windows(found)).containsExactlyInAnyOrderElementsOf(windows(truth));
  }

  private static List<String> windows(List<String> csv) {
    return csv.stream()
        .map(line -> String.join(",", List.of(line.split(",")).subList(0, 3)))
        .toList();
  }

  @Test
  void chunkFilesHoldWhatCsvFilesHold() throws IOException {
    Path csv = simulate("csv", "--scenario", "s1", "--missing", 0.2);
    Path avro = simulate("avro", "--scenario", "s1", "--missing", 0.2, "--to", "avro");
    assertThat(avro.resolve("m0.avro")).exists();
    assertThat(samples(avro)).hasSizeGreaterThan(ROWS).isEqualTo(samples(csv));
  }

  private static Map<String, List<Float>> samples(Path data) throws IOException {
    HeadwaterConfig config = ConfigLoader.load(data.resolve("scenario.yaml"), List.of());
    Map<String, List<Float>> samples = new TreeMap<>();
    try (MergedRecordings recordings = RecordingInputs.open(data, config)) {
      for (var record = recordings.next(); record.isPresent(); record = recordings.next()) {
        SensorChunk chunk = (SensorChunk) record.get();
        samples.put(
            "%s %s %d".formatted(chunk.modality(), chunk.subject(), chunk.startMicros()),
            IntStream.range(0, chunk.values().length).mapToObj(i -> chunk.values()[i]).toList());
      }
    }
    return samples;
  }

  @ParameterizedTest
  @EnumSource(
      value = ScenarioPreset.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SM", "SM_CHAIN"})
  void everyConfigurationDeclaresWhatItsScenarioSends(ScenarioPreset preset) throws IOException {
    Scenario scenario = Scenario.of(preset.settings(2).withSamples(1));
    new SimulatedFolder(new ScenarioRows(scenario, preset.id())).writeConfiguration(folder);
    HeadwaterConfig config = ConfigLoader.load(folder.resolve("scenario.yaml"), List.of());
    assertThat(config.toModalities())
        .usingRecursiveComparison()
        .ignoringFields("maxGap")
        .isEqualTo(scenario.sensors());
    assertThat(config.recordings()).hasSameSizeAs(scenario.modalities());
  }

  @ParameterizedTest
  @CsvSource({
    "s1, true",
    "dense, true",
    "s3, true",
    "sc-across, true",
    "sw-within-2, false",
    "sw-within-4, false",
    "sc-within, false"
  })
  void scenariosWithoutLinksWithinModalitiesAreSaidToHaveNone(String id, boolean declared)
      throws IOException {
    Scenario scenario = Scenario.of(ScenarioPreset.of(id).settings(2).withSamples(1));
    new SimulatedFolder(new ScenarioRows(scenario, id)).writeConfiguration(folder);
    HeadwaterConfig config = ConfigLoader.load(folder.resolve("scenario.yaml"), List.of());
    GraphConfig graph = config.estimator().graph();
    assertThat(graph != null && graph.within() == GraphConfig.Within.EXCLUDED).isEqualTo(declared);
  }

  @Test
  void sharedLatentsAreDeclaredAsABlockPerSetOfModalities() throws IOException {
    ScenarioSettings of = ScenarioPreset.SHARED_2.settings(2).withSamples(1);
    Scenario scenario = Scenario.of(of.withStructure(of.structure().withShared(4, 2)));
    new SimulatedFolder(new ScenarioRows(scenario, "shared")).writeConfiguration(folder);
    HeadwaterConfig config = ConfigLoader.load(folder.resolve("scenario.yaml"), List.of());
    assertThat(config.modalities()).allSatisfy(m -> assertThat(m.latents().number()).isEqualTo(2));
    assertThat(config.shared()).hasSizeBetween(2, 3);
    int latents = 0;
    for (SharedConfig block : config.shared()) {
      latents += block.latents();
      for (int s = 0; s < 4; s++) {
        if (block.name().equals(nameOf(scenario, s))) {
          for (int m = 0; m < 3; m++) {
            assertThat(block.modalities().contains(scenario.modalities().get(m)))
                .isEqualTo(scenario.sharedBy()[s][m]);
          }
        }
      }
    }
    assertThat(latents).isEqualTo(4);
  }

  private static String nameOf(Scenario scenario, int shared) {
    return scenario.sharedGroups().stream()
        .filter(group -> group.latents().contains(shared))
        .map(SharedGroup::name)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void truthTellsSettingsAndLinks() throws IOException {
    Path data =
        simulate(
            "data",
            "--scenario",
            "s1",
            "--seed",
            9,
            "--modalities",
            3,
            "--links",
            "sparse-random",
            "--noise",
            "uniform",
            "--mixing",
            "curved",
            "--cycle",
            "none",
            "--drift-at",
            30);
    JsonNode truth = new ObjectMapper().readTree(data.resolve("truth/scenario.json").toFile());
    assertThat(truth.at("/settings/structure/modalities").asInt()).isEqualTo(3);
    assertThat(truth.at("/settings/structure/links").asText()).isEqualTo("SPARSE_RANDOM");
    assertThat(truth.at("/settings/observation/channels").toString()).isEqualTo("[5,5,5]");
    assertThat(truth.at("/settings/sampling/driftAt").asInt()).isEqualTo(30);
    assertThat(truth.at("/settings/seed").asInt()).isEqualTo(9);
    assertThat(truth.at("/causalOrder")).hasSize(3);
    JsonNode graph = new ObjectMapper().readTree(data.resolve("truth/graph.json").toFile());
    assertThat(graph.at("/nodes")).hasSize(6);
    assertThat(graph.at("/edges").size()).isBetween(4, 6);
  }

  @Test
  void picturesAreWrittenWithTheTruthBesideThem() throws IOException {
    Path images = SharedData.folder("mnist").getParent();
    Path data = simulate("data", "--scenario", "sm", "--images", images);
    List<String> digits = Files.readAllLines(data.resolve("m0.csv"));
    List<String> items = Files.readAllLines(data.resolve("m1.csv"));
    int wide = Math.max(digits.get(0).split(",").length, items.get(0).split(",").length);
    assertThat(wide).isEqualTo(2 + 28 * 28 * 3);
    assertThat(digits).hasSize(1 + ROWS);
    JsonNode graph = new ObjectMapper().readTree(data.resolve("truth/graph.json").toFile());
    assertThat(graph.at("/edges")).hasSize(3);
  }

  @Test
  void theListNamesEveryScenario() {
    Ran ran = run("simulate", "--scenario", "list");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out().lines())
        .hasSize(
            ScenarioPreset.values().length
                + CirclesPreset.values().length
                + ViewsPreset.values().length
                + BySubject.BASES.size());
    assertThat(ran.out())
        .contains("s-plus-20", "leak test", "sm ", "w-formula", "b-two-by-subject  b-two");
  }

  @Test
  void mistakesAreToldAsUsage() {
    Object[][] commands = {
      {
        "simulate", "--scenario", "s9", "-o", folder, "There is no scenario 's9'; there are: s1, s2"
      },
      {"simulate", "--scenario", "s1", "give --output OUT"},
      {"simulate", "--samples", "9", "-o", folder, "give --scenario ID"},
      {"simulate", "--scenario", "s1", "--hours", "2", "-o", folder, "a scenario has --subjects"},
      {"simulate", "--scenario", "s1", "--links", "ring", "-o", folder, "it is one of chain, loop"},
      {"simulate", "--scenario", "l", "--noise", "laplace", "-o", folder, "have no equations"},
      {"simulate", "--scenario", "sm", "-o", folder, "name the folder with mnist"},
      {"simulate", "--scenario", "sm", "--images", folder, "-o", folder, "There is no "},
      {"simulate", "--scenario", "s1", "--channels", "4", "-o", folder, "give at least 3"},
      {"simulate", "--scenario", "s1", "--removed-links", "0.5", "-o", folder, "dense links only"}
    };
    for (Object[] command : commands) {
      int last = command.length - 1;
      Ran ran = run(Arrays.copyOf(command, last));
      assertThat(ran.exit()).as(ran.err()).isEqualTo(ExitCode.USAGE.code());
      assertThat(ran.err()).contains(command[last].toString());
    }
  }
}
