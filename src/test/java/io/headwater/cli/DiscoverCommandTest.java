package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.WindowEstimate;
import io.headwater.learn.LatentRecord;
import io.headwater.wire.AvroFiles;
import io.headwater.wire.files.RecordWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code headwater discover} on a folder as a replay leaves it: age and motion cause the heart. */
class DiscoverCommandTest {
  private static final int SUBJECTS = 80;
  private static final int WINDOWS = 30;
  private static final long LENGTH = 30_000_000;

  @TempDir Path folder;
  private Path people;

  private record Ran(int exit, String out, String err) {}

  private Ran discover(Object... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Headwater.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    Object[] arguments = Arrays.copyOf(new Object[] {"discover", "-r", folder}, 3 + more.length);
    System.arraycopy(more, 0, arguments, 3, more.length);
    int exit =
        command.execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    return new Ran(exit, out.toString(), err.toString());
  }

  @BeforeEach
  void replayed() throws IOException {
    people = folder.resolve("people.csv");
    StringBuilder table = new StringBuilder("subject,age,shoe\n");
    SplittableRandom random = new SplittableRandom(7);
    try (RecordWriter<LatentRecord> latents = AvroFiles.latents(folder.resolve("latents.avro"))) {
      for (int s = 0; s < SUBJECTS; s++) {
        double age = random.nextGaussian();
        table.append("S%02d,%s,%s%n".formatted(s, age, s == 3 ? "" : random.nextGaussian()));
        for (int w = 0; w < WINDOWS; w++) {
          double motion = random.nextGaussian();
          double heart = 0.8 * age + motion + random.nextGaussian();
          latents.write(window("S%02d".formatted(s), w, 9, w != 5, motion, heart));
        }
      }
    }
    Files.writeString(people, table);
    Files.writeString(
        folder.resolve("graph.json"),
        "{\"reading\":{\"wrist\":\"COMPONENT\",\"ecg\":\"BLOCK_ONLY\"}}");
  }

  /** Where the heart is absent its cell says what the wrist suggests, which is no evidence. */
  private static LatentRecord window(
      String subject, int number, long version, boolean heard, double motion, double heart) {
    List<ModalityEstimate> modalities =
        List.of(estimate("wrist", true, motion), estimate("ecg", heard, heard ? heart : motion));
    WindowEstimate estimate = new WindowEstimate(modalities, 1, 1, 1);
    long start = number * LENGTH;
    return new LatentRecord(subject, start, start + LENGTH, version, estimate, List.of());
  }

  private static ModalityEstimate estimate(String modality, boolean present, double value) {
    float[] none = {};
    return new ModalityEstimate(
        modality, present, new float[] {(float) value}, new float[] {1}, none, none);
  }

  @Test
  void findsTheCausesAndSaysWhatMayNotBeRead() throws IOException {
    Path json = folder.resolve("joined.json");
    Ran ran = discover("-c", people, "--uncaused", "age", "-o", json);
    assertThat(ran.exit).as(ran.err).isZero();
    assertThat(ran.out).contains("wrist.z0 -> ecg.z0", "age -> ecg.z0").doesNotContain("shoe ");
    int complete = (SUBJECTS - 1) * (WINDOWS - 1);
    int lacking = SUBJECTS * WINDOWS - complete;
    assertThat(ran.out)
        .contains("%d complete windows, %d left out".formatted(complete, lacking))
        .contains("ecg: the report lets no single component be read (BLOCK_ONLY)")
        .doesNotContain("wrist: the report");
    JsonNode graph = new ObjectMapper().readTree(json.toFile());
    assertThat(graph.get("nodes").findValuesAsText("id"))
        .containsExactly("wrist.z0", "ecg.z0", "age", "shoe");
    assertThat(graph.get("edges")).hasSize(2);
    assertThat(graph.get("edges").findValuesAsText("directed")).containsOnly("true");
  }

  @Test
  void aCovariateOfASubjectIsOneValueHoweverManyWindows() {
    Ran ran = discover("-c", people);
    double fewest = Double.parseDouble(ran.out.replaceAll("(?s).*a test counts (\\d+) to.*", "$1"));
    assertThat(fewest).isBetween(0.6 * SUBJECTS, 1.5 * SUBJECTS);
  }

  @Test
  void covariatesMayChangeFromWindowToWindow() throws IOException {
    StringBuilder table = new StringBuilder("subject,window_start,light\n");
    SplittableRandom random = new SplittableRandom(8);
    for (int s = 0; s < SUBJECTS; s++) {
      for (int w = 0; w < WINDOWS; w++) {
        String start = java.time.Instant.ofEpochSecond(30L * w).toString();
        table.append("S%02d,%s,%s%n".formatted(s, start, random.nextGaussian()));
      }
    }
    Ran ran = discover("-c", Files.writeString(people, table));
    assertThat(ran.exit).as(ran.err).isZero();
    assertThat(ran.out).contains("%d complete windows".formatted(SUBJECTS * (WINDOWS - 1)));
  }

  @Test
  void estimatesOfSeveralModelsAreRefused() throws IOException {
    try (RecordWriter<LatentRecord> latents = AvroFiles.latents(folder.resolve("latents.avro"))) {
      latents.write(window("S00", 0, 1, true, 1, 2));
      latents.write(window("S00", 1, 2, true, 1, 2));
    }
    Ran ran = discover("-c", people);
    assertThat(ran.exit).isEqualTo(ExitCode.INPUT_REFUSED.code());
    assertThat(ran.err).contains("2 models", "--final-pass");
  }

  @Test
  void badTablesAreRefusedWithThePlaceAndTheValue() throws IOException {
    assertThat(refused("person,age\nS00,3\n")).contains("no column 'subject'", "[person, age]");
    assertThat(refused("subject,sex\nS00,male\n")).contains("record 1", "'male'", "sex");
    assertThat(refused("subject,age\nS00,3\nS00,4\n")).contains("record 2", "'S00' again");
    assertThat(refused("subject,age\nS00\n")).contains("record 1 has 1 cells");
    assertThat(refused("subject\nS00\n")).contains("no column beside");
    assertThat(refused("subject,age\nnobody,3\n")).contains("None of 2400 rows");
    Ran absent = discover("-c", folder.resolve("nobody.csv"));
    assertThat(absent.exit).isEqualTo(ExitCode.INPUT_REFUSED.code());
    assertThat(absent.err).contains("nobody.csv: does not exist.");
    StringBuilder same = new StringBuilder("subject,age\n");
    for (int s = 0; s < SUBJECTS; s++) {
      same.append("S%02d,44%n".formatted(s));
    }
    assertThat(refused(same.toString())).contains("'age' is 44.0 in all");
  }

  private String refused(String table) throws IOException {
    Ran ran = discover("-c", Files.writeString(people, table));
    assertThat(ran.exit).as(ran.err).isEqualTo(ExitCode.INPUT_REFUSED.code());
    return ran.err;
  }

  @Test
  void wrongUsageIsToldBeforeAnythingIsRead() {
    assertThat(discover("-c", people, "--alpha", 2).exit).isEqualTo(ExitCode.USAGE.code());
    Ran ran = discover("-c", people, "--uncaused", "agee");
    assertThat(ran.exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(ran.err).contains("'agee'", "[age, shoe]");
  }
}
