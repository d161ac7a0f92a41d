package io.headwater.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.headwater.sensor.DelimitedMapping;
import io.headwater.sensor.RecordingRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code src/docs/configuration.md} against the records: its keys, defaults and examples. */
class ConfigurationGuideTest {
  private static final Path GUIDE = Path.of("src/docs/configuration.md");

  /** Something of every kind, for the guide's examples to be laid over one by one. */
  private static final String BASE =
      """
      modalities:
        - {name: actigraphy, rate: 8, channels: [hr]}
        - {name: fundus, kind: image, image: {height: 28, width: 28}}
      shared:
        - {name: common, modalities: [actigraphy, fundus]}
      recordings:
        - format: delimited
          files: "*"
          modality: actigraphy
          mapping: {clock: day-time, time: [date, time]}
      """;

  /** The same for the other kinds of estimator, which have no blocks declared. */
  private static final String OTHER_KINDS =
      """
      modalities:
        - {name: wrist, rate: 8, channels: [hr]}
        - {name: fundus, kind: image, image: {height: 28, width: 28}}
      estimator: {kind: %s}
      """;

  /** Modalities of which examples in the guide speak that do not declare any. */
  private static final String NAMED =
      """
      modalities:
        - {name: wristband, rate: 8, channels: [ax, ay, az, temp, eda]}
        - {name: saturation, rate: 1, channels: [spo2]}
        - {name: profile, kind: tabular, channels: [age]}
      """;

  private static final String ONE_MORE = "  - {name: oximeter, rate: 1, channels: [spo2, hr]}\n";

  /** Keys whose default hangs on another key. */
  private static final String SLIDE = "window.slide";

  private static final String TEMPERATURE = "estimator.coupled.temperature";

  /** The sections of the guide: heading, record, where an example goes, the record's defaults. */
  private enum Section {
    TOP("The file", HeadwaterConfig.class, "", null),
    MODALITIES("modalities", ModalityConfig.class, "modalities[0].", null),
    IMAGE("modalities: image", ImageConfig.class, "modalities[1].image.", null),
    SHARED("shared", SharedConfig.class, "shared[0].", null),
    WINDOW("window", WindowConfig.class, "window.", WindowConfig.defaults()),
    ESTIMATOR("estimator", EstimatorConfig.class, "estimator.", EstimatorConfig.defaults()),
    GRAPH("estimator: graph", GraphConfig.class, "estimator.graph.", null),
    COUPLED(
        "estimator: coupled",
        CoupledConfig.class,
        "estimator.coupled.",
        CoupledConfig.defaults(),
        OTHER_KINDS.formatted(EstimatorConfig.COUPLED)),
    MIXTURE(
        "estimator: mixture",
        MixtureConfig.class,
        "estimator.mixture.",
        MixtureConfig.defaults(),
        OTHER_KINDS.formatted(EstimatorConfig.MIXTURE)),
    SHARING(
        "estimator: sharing",
        SharingConfig.class,
        "estimator.sharing.",
        SharingConfig.defaults(),
        OTHER_KINDS.formatted(EstimatorConfig.SHARED)),
    LEARNING("learning", LearningConfig.class, "learning.", LearningConfig.defaults()),
    DRIFT("learning: drift", DriftConfig.class, "learning.drift.", DriftConfig.defaults()),
    SCORE("score", ScoreConfig.class, "score.", ScoreConfig.defaults()),
    KAFKA("kafka", KafkaConfig.class, "kafka.", KafkaConfig.defaults()),
    TOPICS("kafka: topics", OutputTopics.class, "kafka.topics.", OutputTopics.defaults()),
    RUNTIME("runtime", RuntimeConfig.class, "runtime.", RuntimeConfig.defaults()),
    SUBJECTS("subjects", SubjectsConfig.class, "subjects.", null),
    RECORDINGS("recordings", RecordingRule.class, "recordings[0].", null),
    MAPPING("recordings: mapping", DelimitedMapping.class, "recordings[0].mapping.", null);

    private final String heading;
    private final Class<? extends Record> record;
    private final String prefix;
    private final Record defaults;
    private final String base;

    Section(String heading, Class<? extends Record> record, String prefix, Record defaults) {
      this(heading, record, prefix, defaults, BASE);
    }

    Section(
        String heading,
        Class<? extends Record> record,
        String prefix,
        Record defaults,
        String base) {
      this.heading = heading;
      this.record = record;
      this.prefix = prefix;
      this.defaults = defaults;
      this.base = base;
    }

    List<RecordComponent> components() {
      return Arrays.asList(record.getRecordComponents());
    }

    List<Row> rows() {
      return tables().getOrDefault(heading, List.of());
    }
  }

  /** A line of a table: key, type, default, meaning, example. */
  private record Row(String key, String type, String byDefault, String meaning, String example) {
    static Row of(String line) {
      String[] cells = line.split("(?<!\\\\)\\|", -1);
      assertThat(cells).as("cells of: %s", line).hasSize(7);
      return new Row(
          cells[1].strip().replace("`", ""),
          cells[2].strip(),
          cells[3].strip(),
          cells[4].strip(),
          cells[5].strip());
    }
  }

  @ParameterizedTest
  @EnumSource(Section.class)
  void everyKeyHasALineAndEveryLineIsAKey(Section section) {
    assertThat(section.rows())
        .extracting(Row::key)
        .containsExactlyElementsOf(KebabCase.keysOf(section.record));
    assertThat(section.rows()).allSatisfy(row -> assertThat(row.meaning()).isNotBlank());
  }

  @ParameterizedTest
  @EnumSource(Section.class)
  void everyChoiceIsListed(Section section) {
    for (int i = 0; i < section.components().size(); i++) {
      Class<?> type = section.components().get(i).getType();
      if (type.isEnum()) {
        assertThat(section.rows().get(i).type())
            .contains(KebabCase.namesOf(type).stream().map(n -> "`" + n + "`").toList());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Section.class)
  void defaultsAreThoseOfTheCode(Section section) throws ReflectiveOperationException {
    if (section.defaults == null) {
      return; // some keys are required, so there is no record of nothing but defaults
    }
    for (int i = 0; i < section.components().size(); i++) {
      Row row = section.rows().get(i);
      Object value = section.components().get(i).getAccessor().invoke(section.defaults);
      String key = section.prefix + row.key();
      if (key.equals(TEMPERATURE)) {
        continue; // has a test of its own
      }
      if (isScalar(value) && !key.equals(SLIDE)) {
        assertThat(row.byDefault()).as("default of %s", row.key()).isEqualTo(quoted(value));
      } else {
        assertThat(row.byDefault()).as("default of %s", row.key()).doesNotStartWith("`");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Section.class)
  void everyExampleIsAccepted(Section section) {
    for (Row row : section.rows()) {
      if (row.example().startsWith("`")) {
        String override =
            section.prefix + row.key() + "=" + row.example().replaceAll("^`+ ?| ?`+$", "");
        assertThatCode(() -> ConfigLoader.parse("base.yaml", section.base, List.of(override)))
            .as(override)
            .doesNotThrowAnyException();
      } else {
        assertThat(row.example()).as("example of %s", row.key()).contains("below");
      }
    }
  }

  @Test
  void theTemperatureIsThatOfTheGeometry() {
    assertThat(Section.COUPLED.rows())
        .filteredOn(row -> row.key().equals("temperature"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.byDefault())
                    .isEqualTo(
                        "%s in a box, %s on a sphere"
                            .formatted(
                                quoted(CoupledConfig.Geometry.BOX.temperature()),
                                quoted(CoupledConfig.Geometry.SPHERE.temperature()))));
  }

  /** Laid beside the modalities that it names, where it is a part of a file. */
  @Test
  void everyPieceOfAFileLoads() {
    List<String> pieces =
        Pattern.compile("(?s)```yaml\n(.*?)```")
            .matcher(text())
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(pieces).anyMatch(piece -> piece.contains("mixture:"));
    for (String piece : pieces) {
      String modalities = piece.contains("modalities:") ? "" : NAMED;
      String more = piece.contains("oximeter\n") ? "" : ONE_MORE;
      String whole = modalities.isEmpty() ? piece + more : modalities + more + piece;
      assertThatCode(() -> ConfigLoader.parse("guide.yaml", whole, List.of()))
          .as(whole)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void theWholeExampleLoads() {
    String yaml = text().replaceFirst("(?s).*?```yaml\n(.*?)```.*", "$1");
    HeadwaterConfig config = ConfigLoader.parse("guide.yaml", yaml, List.of());
    assertThat(config.modalities()).hasSizeGreaterThan(1);
  }

  private static boolean isScalar(Object value) {
    return value != null && !(value instanceof Record) && !(value instanceof Map);
  }

  private static String quoted(Object value) {
    String text =
        value instanceof Duration duration
            ? DurationText.print(duration)
            : value instanceof Enum<?> choice ? KebabCase.of(choice) : value.toString();
    return "`" + text + "`";
  }

  /** The lines of each table by the heading above it. */
  private static Map<String, List<Row>> tables() {
    Map<String, List<Row>> tables =
        Arrays.stream(Section.values())
            .collect(Collectors.toMap(s -> s.heading, s -> new ArrayList<>()));
    String heading = "";
    for (String line : text().lines().toList()) {
      if (line.startsWith("## ")) {
        heading = line.substring(3).strip();
      } else if (line.startsWith("| `") && tables.containsKey(heading)) {
        tables.get(heading).add(Row.of(line));
      }
    }
    return tables;
  }

  private static String text() {
    try {
      return Files.readString(GUIDE).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
