package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.SmallWard;
import io.headwater.sensor.Pseudonyms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Under pseudonyms no file that a command writes holds a name that the input has. */
class PseudonymisedInputTest {
  private static final int WINDOWS = 6;

  /** Long enough never to stand in numbers by chance. */
  private static final List<String> NAMES =
      List.of("patient-ada-4711", "patient-ben-4712", "patient-cleo-4713");

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder;

  private Path input;
  private Path config;

  @BeforeEach
  void namedPeopleAndABrokenRow() throws IOException {
    input = SmallWard.writeCsv(folder.resolve("in"), WINDOWS);
    for (String modality : List.of("wrist", "belt", "facts")) {
      Path file = input.resolve(modality + ".csv");
      String text = Files.readString(file);
      for (int i = 0; i < NAMES.size(); i++) {
        text = text.replace(SmallWard.SUBJECTS.get(i) + ",", NAMES.get(i) + ",");
      }
      Files.writeString(file, text + (modality.equals("wrist") ? broken() : ""));
    }
    Files.writeString(folder.resolve("key"), KEY);
    config = Files.writeString(folder.resolve("ward.yaml"), SmallWard.yaml());
  }

  private static String broken() {
    return NAMES.get(0) + ",no time of " + NAMES.get(0) + ",1,2\n";
  }

  private Path underPseudonyms() throws IOException {
    return underPseudonyms("");
  }

  private Path underPseudonyms(String more) throws IOException {
    return Files.writeString(
        folder.resolve("private.yaml"),
        SmallWard.yaml()
            + "subjects: {pseudonym-key-file: "
            + folder.resolve("key")
            + "}\n"
            + more);
  }

  private static String run(int exit, Object... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter to = new PrintWriter(said, true);
    CommandLine command = Headwater.commandLine();
    command.setOut(to);
    command.setErr(to);
    assertThat(command.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new)))
        .as(said.toString())
        .isEqualTo(exit);
    return said.toString();
  }

  private Path replayed(Path by, Path from, String name) {
    Path out = folder.resolve(name);
    run(0, "replay", "--config", by, "--input", from, "--output", out, "--final-pass");
    return out;
  }

  /** Everything below a folder as text; Avro files also as their decoded records. */
  private static String everythingIn(Path out) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(file).append('\n');
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1)).append('\n');
        if (file.toString().endsWith(".avro")) {
          try (var records =
              new DataFileReader<Object>(file.toFile(), new GenericDatumReader<>())) {
            records.forEach(record -> all.append(record).append('\n'));
          }
        }
      }
    }
    return all.toString();
  }

  @Test
  void replayWritesNoNameAnywhere() throws IOException {
    String open = everythingIn(replayed(config, input, "open"));
    assertThat(open).contains(NAMES); // What is looked for is there to be found.
    Path out = replayed(underPseudonyms(), input, "private");
    assertThat(everythingIn(out)).doesNotContain(NAMES).doesNotContain(KEY);
    Pseudonyms pseudonyms = new Pseudonyms(KEY.getBytes(StandardCharsets.UTF_8));
    for (String name : NAMES) {
      assertThat(Files.readAllLines(out.resolve("latents.csv")))
          .filteredOn(line -> line.startsWith(pseudonyms.of(name) + ","))
          .hasSize(WINDOWS);
    }
    assertThat(Files.readAllLines(out.resolve("rejected.csv")))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("recordings,")
        .contains("could name a person");
  }

  @Test
  void whatWasIngestedUnderPseudonymsIsReplayedToTheSameLatents() throws IOException {
    Path by = underPseudonyms();
    Path chunks = folder.resolve("chunks");
    String said = run(0, "ingest", "--config", by, "--input", input, "--output", chunks);
    assertThat(said).doesNotContain(NAMES);
    assertThat(everythingIn(chunks)).doesNotContain(NAMES).contains("p-");
    assertThat(replayed(by, chunks, "from-chunks").resolve("latents.csv"))
        .hasSameTextualContentAs(replayed(by, input, "from-csv").resolve("latents.csv"));
  }

  @Test
  void heldOutPeopleAreNamedByPseudonymsThatACommandTells() throws IOException {
    Path by = underPseudonyms();
    InputStream keyboard = System.in;
    String told;
    try {
      System.setIn(
          new ByteArrayInputStream((NAMES.get(2) + "\n").getBytes(StandardCharsets.UTF_8)));
      told = run(0, "pseudonyms", "--config", by).strip();
    } finally {
      System.setIn(keyboard);
    }
    assertThat(Pseudonyms.isPseudonym(told)).isTrue();
    String said =
        run(
            2,
            "replay",
            "--config",
            by,
            "--set",
            "learning.held-out-subjects=[someone]",
            "--input",
            input,
            "--output",
            folder.resolve("never"));
    assertThat(said).contains("is no pseudonym");
    Path out = folder.resolve("held-out");
    run(
        0,
        "replay",
        "--config",
        by,
        "--set",
        "learning.held-out-subjects=[" + told + "]",
        "--input",
        input,
        "--output",
        out);
    assertThat(Files.readString(out.resolve("summary.json")))
        .doesNotContain("absent_held_out_subjects");
  }

  @Test
  void aKeyThatIsMissingIsToldBeforeAnythingStarts() throws IOException {
    Path by = underPseudonyms();
    Files.delete(folder.resolve("key"));
    assertThat(
            run(2, "replay", "--config", by, "--input", input, "--output", folder.resolve("none")))
        .contains("The key of pseudonyms", "/dev/urandom");
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
