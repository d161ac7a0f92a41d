package io.headwater.sensor;

import static io.headwater.sensor.Readings.modality;
import static io.headwater.sensor.Readings.rule;
import static io.headwater.sensor.Readings.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
  private static final List<Modality> MODALITIES =
      List.of(modality("wrist", 8, "ax", "eda"), modality("oximeter", 1, "spo2"));

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(folder.resolve("night"));
    for (String name : List.of("night/S2.edf", "night/S1.edf", "S3.edf.gz", "notes.txt")) {
      Files.writeString(folder.resolve(name), "");
    }
  }

  private List<Recording> discover(RecordingRule... rules) throws IOException {
    return Recordings.discover(folder, List.of(rules), MODALITIES);
  }

  @Test
  void rulesFindFilesInOrderOfTheirPaths() throws IOException {
    List<Recording> found = discover(rule("edf", "**.{edf,edf.gz}", "wrist"));

    assertThat(found).extracting(Recording::subject).containsExactly("S3", "S1", "S2");
    assertThat(found.get(0).modality()).isEqualTo("wrist");
  }

  @Test
  void theSubjectIsTheFirstGroupOfTheRule() throws IOException {
    RecordingRule rule = subject(rule("edf", "night/*.edf", "wrist"), "S(\\d)");

    assertThat(discover(rule)).extracting(Recording::subject).containsExactly("1", "2");
  }

  @Test
  void mistakesInARuleAreToldWithARemedy() {
    assertThatThrownBy(() -> discover(rule("edff", "*", "wrist")))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("rule 1 (files '*'): format 'edff' is unknown")
        .hasMessageContaining("edf, wfdb, e4, delimited, csv. Did you mean 'edf'?");
    assertThatThrownBy(() -> discover(rule("edf", "*", "wirst")))
        .hasMessageContaining("modality 'wirst' is unknown; there is wrist, oximeter.")
        .hasMessageContaining("Did you mean 'wrist'?");
    assertThatThrownBy(() -> discover(rule("edf", "*", "wrist", "axx", "X")))
        .hasMessageContaining("channel 'axx' is unknown; there is ax, eda. Did you mean 'ax'?");
    assertThatThrownBy(() -> discover(subject(rule("edf", "*", "wrist"), "S(")))
        .hasMessageContaining("subject 'S(' is not a regular expression");
    assertThatThrownBy(() -> discover(subject(rule("edf", "*", "wrist"), "S\\d")))
        .hasMessageContaining("has no group");
    assertThatThrownBy(() -> discover(rule("edf", "{*.edf", "wrist")))
        .hasMessageContaining("'{*.edf' is not a glob");
    assertThatThrownBy(() -> discover(Readings.start(rule("edf", "*", "wrist"), "noon")))
        .hasMessageContaining("rule 1 (files '*'): start 'noon' is not an ISO-8601 time");
    assertThatThrownBy(() -> discover(subject(rule("edf", "night/*", "wrist"), "T(\\d)")))
        .hasMessageContaining("finds no subject in 'night/S1.edf'");
    assertThatThrownBy(
            () ->
                discover(
                    new RecordingRule(
                        "edf", "*", "wrist", null, null, null, null, Duration.ZERO, null)))
        .hasMessageContaining("give a positive chunk length");
  }

  @Test
  void aRuleThatMatchesNothingListsWhatIsThere() {
    assertThatThrownBy(() -> discover(rule("edf", "*.bdf", "wrist")))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("no file matches; there is S3.edf.gz, night/S1.edf, night/S2.edf");
  }

  @Test
  void withoutRulesOwnFilesAreTakenAndTheirAbsenceTold() throws IOException {
    assertThatThrownBy(this::discover)
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("holds no file 'wrist.csv', 'oximeter.csv'; there is S3.edf.gz");

    Files.writeString(folder.resolve("oximeter.csv"), "subject,time,spo2\nS1,0,97\n");
    assertThat(discover()).extracting(Recording::modality).containsExactly("oximeter");
  }

  @Test
  void aFolderThatIsNotThereIsTold() {
    assertThatThrownBy(() -> Recordings.discover(folder.resolve("no"), List.of(), MODALITIES))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("does not exist");
  }
}
