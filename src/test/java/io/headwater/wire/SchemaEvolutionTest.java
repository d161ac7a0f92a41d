package io.headwater.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaEvolutionTest {
  private static final Path HISTORY = SchemaEvolution.SCHEMAS.resolve("history");

  static final List<String> CONTRACTS = SchemaHistory.NAMES;

  @ParameterizedTest
  @FieldSource("CONTRACTS")
  void everyVersionReadsWhatEveryOtherVersionWrote(String name) {
    assertThat(SchemaHistory.versions(name)).isNotEmpty();
    assertThat(SchemaEvolution.breaches(SchemaHistory.versions(name))).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("CONTRACTS")
  void theNewestReleasedVersionIsTheSchemaInUse(String name) throws IOException {
    List<Schema> versions = SchemaHistory.versions(name);
    assertThat(parse(Files.readString(SchemaEvolution.SCHEMAS.resolve(name + ".avsc"))))
        .as(
            "schemas/%s.avsc differs from its newest version; commit a copy as schemas/history/%s.v%d.avsc.",
            name, name, versions.size() + 1)
        .isEqualTo(versions.get(versions.size() - 1));
  }

  @Test
  void everySchemaFileIsAContractWithHistory() throws IOException {
    assertThat(names(SchemaEvolution.SCHEMAS))
        .containsExactlyInAnyOrderElementsOf(
            SchemaHistory.NAMES.stream().map(n -> n + ".avsc").toList());
  }

  @Test
  void noVersionIsLeftOutOfTheHistory() {
    assertThat(SchemaHistory.NAMES.stream().mapToInt(n -> SchemaHistory.versions(n).size()).sum())
        .isEqualTo(names(HISTORY).size());
  }

  @Test
  void releasedVersionsNeverChange() throws IOException {
    List<String> now = new ArrayList<>();
    for (String name : names(HISTORY)) {
      now.add(SchemaEvolution.fingerprintLine(HISTORY.resolve(name)));
    }
    assertThat(now)
        .as(
            "A file in schemas/history differs from fingerprints.txt. Records written with it are on topics already, so restore it with git and put the change into a new version; for a new version add its line, as shown here, to fingerprints.txt.")
        .isEqualTo(Files.readAllLines(HISTORY.resolve("fingerprints.txt")));
  }

  /** Each takes an ordinary edit of someone in a hurry; none may pass. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // a new field without a default
        "{\"name\": \"subject\" -> {\"name\": \"ward\", \"type\": \"string\"}, {\"name\": \"subject\"",
        // a field renamed
        "\"name\": \"startMicros\" -> \"name\": \"startMillis\"",
        // a field of another type
        "{\"name\": \"startMicros\", \"type\": \"long\" -> {\"name\": \"startMicros\", \"type\": \"string\"",
        // a wider type: new readers read old records, old readers not the new
        "\"items\": \"float\" -> \"items\": \"double\""
      })
  void aChangeThatBreaksAReaderIsCaught(String edit) {
    String text = currentChunkSchema();
    String changed = text.replace(edit.split(" -> ")[0], edit.split(" -> ")[1]);
    assertThat(changed).isNotEqualTo(text);
    assertThat(SchemaEvolution.breaches(List.of(parse(text), parse(changed))))
        .isNotEmpty()
        .allSatisfy(sentence -> assertThat(sentence).startsWith("SensorChunk v"));
  }

  @Test
  void aBreachBetweenDistantVersionsIsCaught() {
    String text = currentChunkSchema();
    String without = text.replaceFirst("\\{\"name\": \"unit\".*\\n", "");
    String retyped =
        text.replace(
            "{\"name\": \"unit\", \"type\": \"string\", \"default\": \"\"",
            "{\"name\": \"unit\", \"type\": \"int\", \"default\": 0");
    assertThat(SchemaEvolution.breaches(List.of(parse(text), parse(without)))).isEmpty();
    assertThat(SchemaEvolution.breaches(List.of(parse(without), parse(retyped)))).isEmpty();
    assertThat(SchemaEvolution.breaches(List.of(parse(text), parse(without), parse(retyped))))
        .anySatisfy(sentence -> assertThat(sentence).contains("v3 cannot read what v1 wrote"));
  }

  @Test
  void aNewFieldWithADefaultIsNoBreach() {
    String text = currentChunkSchema();
    String changed =
        text.replace(
            "{\"name\": \"subject\"",
            "{\"name\": \"ward\", \"type\": \"string\", \"default\": \"\"}, {\"name\": \"subject\"");
    assertThat(changed).isNotEqualTo(text);
    assertThat(SchemaEvolution.breaches(List.of(parse(text), parse(changed)))).isEmpty();
  }

  private static String currentChunkSchema() {
    try {
      return Files.readString(SchemaEvolution.SCHEMAS.resolve("SensorChunk.avsc"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema parse(String text) {
    return new Schema.Parser().parse(text);
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(".avsc"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
