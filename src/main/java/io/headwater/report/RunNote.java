package io.headwater.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headwater.config.LearningConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code run.json}: how a replay was made, so that it can be made again.
 *
 * @param command the command line, secrets left out
 * @param started ISO-8601 time in UTC
 * @param versions software by name: headwater, java, flink, libtorch, system
 * @param configFingerprint names what shaped the model
 * @param seed of all randomness
 * @param heldOutEvery every n-th window was not learned from
 * @param learnFirst windows learned from; null: all
 * @param heldOutSubjects people whose windows were only scored
 * @param configuration the effective configuration as YAML, secrets left out
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunNote(
    String command,
    String started,
    Map<String, String> versions,
    String configFingerprint,
    long seed,
    int heldOutEvery,
    Long learnFirst,
    List<String> heldOutSubjects,
    String configuration) {
  public static final String FILE = "run.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  public RunNote {
    if (heldOutEvery < 2) {
      throw new IllegalArgumentException(
          "Every " + heldOutEvery + "th window was held out, says the note; 2 is the least.");
    }
    versions = versions == null ? Map.of() : new java.util.TreeMap<>(versions);
    heldOutSubjects = heldOutSubjects == null ? List.of() : List.copyOf(heldOutSubjects);
  }

  public void write(Path folder) throws IOException {
    JSON.writeValue(folder.resolve(FILE).toFile(), this);
  }

  /** Empty when the run left none, as runs of {@code evaluate} and of earlier releases did. */
  static Optional<RunNote> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(JSON.readValue(file.toFile(), RunNote.class))
        : Optional.empty();
  }

  /** What was learned from, as the learner asks for it; of other settings the defaults. */
  LearningConfig learning() {
    return new LearningConfig(
        null,
        null,
        null,
        null,
        heldOutEvery,
        null,
        null,
        null,
        null,
        learnFirst,
        heldOutSubjects,
        null);
  }
}
