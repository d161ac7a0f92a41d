package io.headwater.cli;

import static io.headwater.cli.Ran.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.config.HeadwaterConfig;
import io.headwater.job.KafkaChunkSink;
import io.headwater.job.SmallWard;
import io.headwater.local.EmbeddedBroker;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.kafka.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees at the command line when something is wrong. */
class BadInputTest {
  private static final int WINDOWS = 6;

  @TempDir Path folder;

  private Path config;
  private Path input;
  private Path output;

  @BeforeEach
  void goodInput() throws IOException {
    config = Files.writeString(folder.resolve("ward.yaml"), SmallWard.yaml());
    input = SmallWard.writeCsv(folder.resolve("in"), WINDOWS);
    output = folder.resolve("out");
  }

  private Ran replay(Object... more) {
    Object[] arguments = {"replay", "--config", config, "--output", output};
    Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return run(all);
  }

  private void edit(String file, String what, String by) throws IOException {
    Path path = input.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(what);
    Files.writeString(path, text.replace(what, by));
  }

  private List<String> latents() throws IOException {
    return Files.readAllLines(output.resolve("latents.csv"));
  }

  @Test
  void aConfigurationThatIsNotThereEndsWithUsage() {
    Ran ran = run("replay", "--config", folder.resolve("nope.yaml"), "-i", input, "-o", output);
    assertThat(ran.exit()).isEqualTo(ExitCode.USAGE.code());
    assertThat(ran.err())
        .contains("nope.yaml", "there is no such file", "headwater learn --example");
    assertThat(output).doesNotExist();
  }

  @Test
  void noConfigurationAtAllEndsWithUsage() {
    Ran ran = run("learn");
    assertThat(ran.exit()).isEqualTo(ExitCode.USAGE.code());
    assertThat(ran.err()).contains("give --config FILE");
  }

  @Test
  void anUnknownKindOfModalityIsToldWithItsLineBeforeAnythingStarts() throws IOException {
    Files.writeString(config, SmallWard.yaml().replace("kind: tabular", "kind: tabluar"));
    Ran ran = replay("--input", input);
    assertThat(ran.exit()).isEqualTo(ExitCode.USAGE.code());
    assertThat(ran.err()).contains("ward.yaml:6", "tabluar", "tabular").doesNotContain("\tat ");
    assertThat(output).doesNotExist();
  }

  @Test
  void aCsvWithAWrongColumnIsRefusedByName() throws IOException {
    edit("wrist.csv", "subject,time,motion,warmth", "subject,time,movement,warmth");
    Ran ran = replay("--input", input);
    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_REFUSED.code());
    assertThat(ran.err()).contains("wrist.csv", "has no column 'motion'", "'movement'");
    assertThat(ran.err()).doesNotContain("--debug");
  }

  @Test
  void aFolderWithNothingThatFitsIsRefused() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Ran ran = replay("--input", empty);
    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_REFUSED.code());
    assertThat(ran.err()).contains("'wrist.csv'", "Name the files after the modalities");
    Ran missing = replay("--input", folder.resolve("nowhere"));
    assertThat(missing.exit()).isEqualTo(ExitCode.INPUT_REFUSED.code());
    assertThat(missing.err()).contains("nowhere");
  }

  @Test
  void unreadableCellsCostOnlyThemselves() throws IOException {
    String second = SmallWard.START.plusSeconds(25).toString();
    String text = Files.readString(input.resolve("belt.csv"));
    String row = text.lines().filter(l -> l.startsWith("ada," + second)).findFirst().orElseThrow();
    edit("belt.csv", row, "ada," + second + ",Infinity\nada,yesterday,3\nada," + second + ",NaN");
    Ran ran = replay("--input", input);
    assertThat(ran.exit()).isEqualTo(ExitCode.OK.code());
    assertThat(ran.out()).doesNotContain("does not add up").contains("wrist", "belt", "facts");
    assertThat(latents()).hasSize(1 + WINDOWS * SmallWard.SUBJECTS.size());
    assertThat(Files.readString(output.resolve("rejected.csv")))
        .contains("belt.csv", "Infinity", "yesterday");
  }

  @Test
  void aTruncatedEdfIsReadToItsEndAndTheOthersWhole() throws IOException {
    byte[] whole = edf(20);
    Path nights = Files.createDirectories(folder.resolve("nights"));
    Files.write(nights.resolve("good.edf"), whole);
    Files.write(nights.resolve("cut.edf"), Arrays.copyOf(whole, whole.length - 5));
    Files.writeString(
        config,
        """
        modalities: [{name: belt, channels: [breath], rate: 1}]
        window: {size: 5s}
        recordings: [{format: edf, files: "*.edf", modality: belt}]
        """);
    Path chunks = folder.resolve("chunks");
    Ran ran = run("ingest", "-c", config, "-i", nights, "-o", chunks);
    assertThat(ran.exit()).isEqualTo(ExitCode.OK.code());
    assertThat(ran.out()).contains("rejected             1 pieces");
    assertThat(Files.readString(chunks.resolve("rejected.csv")))
        .contains("cut.edf", "announces 20 data records");
    assertThat(chunks.resolve("belt.avro")).isNotEmptyFile();

    Files.write(nights.resolve("cut.edf"), Arrays.copyOf(whole, 300));
    Ran refused = run("ingest", "-c", config, "-i", nights, "-o", chunks);
    assertThat(refused.exit()).isEqualTo(ExitCode.INPUT_REFUSED.code());
    assertThat(refused.err()).contains("cut.edf", "ends inside its header");
  }

  /** One signal 'breath' at 1 Hz, one-second records. */
  private static byte[] edf(int records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Object[][] fields = {
      {"0", 8},
      {"X", 80},
      {"Startdate 01-MAR-2024", 80},
      {"01.03.24", 8},
      {"20.00.00", 8},
      {512, 8},
      {"", 44},
      {records, 8},
      {1, 8},
      {1, 4},
      {"breath", 16},
      {"", 80},
      {"rpm", 8},
      {-100, 8},
      {100, 8},
      {-1000, 8},
      {1000, 8},
      {"", 80},
      {1, 8},
      {"", 32}
    };
    for (Object[] field : fields) {
      String text = ("%-" + field[1] + "s").formatted(field[0]);
      out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
    ByteBuffer samples = ByteBuffer.allocate(2 * records).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < records; i++) {
      samples.putShort((short) (i * 7));
    }
    out.writeBytes(samples.array());
    return out.toByteArray();
  }

  @Test
  void brokenChunksOnTopicsAreToldAndTheRestIsLearned() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
      String bootstrap = "kafka.bootstrap=" + broker.bootstrap();
      HeadwaterConfig effective = SmallWard.config(bootstrap);
      try (Topics topics = Topics.connect(effective)) {
        topics.createMissing(effective);
      }
      try (KafkaChunkSink sink = new KafkaChunkSink(effective)) {
        for (SensorChunk chunk : SmallWard.chunks(WINDOWS)) {
          sink.accept(chunk);
        }
        SensorChunk good = SmallWard.chunk("ben", "belt", SmallWard.BELT, 115);
        sink.accept(broken(good, List.of("breath", "extra"), new float[10]));
        float[] nothing = new float[5];
        Arrays.fill(nothing, Float.NaN);
        nothing[2] = Float.POSITIVE_INFINITY;
        sink.accept(broken(good, SmallWard.BELT, nothing));
        sink.raw("belt", "ben", new byte[] {1, 2, 3});
      }
      Ran ran = replay("--topics", "--set", bootstrap);
      assertThat(ran.err()).doesNotContain("headwater: ");
      assertThat(ran.exit()).isEqualTo(ExitCode.OK.code());
      assertThat(ran.out()).doesNotContain("does not add up");
      assertThat(latents()).hasSize(1 + WINDOWS * SmallWard.SUBJECTS.size());
      List<String> rejected = Files.readAllLines(output.resolve("rejected.csv"));
      assertThat(rejected).hasSize(4);
      assertThat(String.join("\n", rejected))
          .contains("declares 1 channels", "carries 2", "no finite value", "sensor.belt-0");
      // Every rejection counts once and nothing else is lost.
      assertThat(ran.out()).containsPattern("belt +74 +72 +0 +0 +2\n");
    }
  }

  private static SensorChunk broken(SensorChunk c, List<String> channels, float[] values) {
    return new SensorChunk(
        c.subject(),
        c.modality(),
        "other",
        c.startMicros(),
        c.periodMicros(),
        c.offsetsMicros(),
        channels,
        values,
        c.unit(),
        c.sequence());
  }

  @Test
  void aCheckpointThatIsNotThereEndsWithUsageBeforeTheBrokerIsAsked() {
    Ran ran = run("learn", "--config", config, "--restore", folder.resolve("nowhere").toUri());
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("no completed checkpoint", "nowhere", "without --restore");
  }

  @Test
  void aBrokerThatIsNotThereIsToldWithItsAddress() {
    Ran ran = replay("--topics", "--set", "kafka.bootstrap=127.0.0.1:1");
    assertThat(ran.exit()).isEqualTo(ExitCode.BROKER_UNREACHABLE.code());
    assertThat(ran.err())
        .contains("No Kafka broker answered at 127.0.0.1:1", "set kafka.bootstrap")
        .doesNotContain("\tat ");
  }

  @Test
  void aBootstrapThatIsNoAddressIsToldToo() {
    Ran ran = run("topics", "-c", config, "--set", "kafka.bootstrap=no-such-host.invalid:9092");
    assertThat(ran.exit()).isEqualTo(ExitCode.BROKER_UNREACHABLE.code());
    assertThat(ran.err()).contains("no-such-host.invalid:9092");
  }
}
