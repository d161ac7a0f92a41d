package io.headwater.sensor.wfdb;

import static io.headwater.sensor.Readings.modality;
import static io.headwater.sensor.Readings.rule;
import static io.headwater.sensor.Readings.start;
import static io.headwater.sensor.Readings.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.SharedData;
import io.headwater.sensor.MergedRecordings;
import io.headwater.sensor.Modality;
import io.headwater.sensor.Readings;
import io.headwater.sensor.Recording;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.RecordingRule;
import io.headwater.sensor.Recordings;
import io.headwater.sensor.SensorChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WfdbReaderTest {
  private static final Modality WRIST = modality("wrist", 8, "ax", "ay", "az", "temp", "eda");
  private static final Modality OXIMETER = modality("oximeter", 1, "spo2", "hr");
  private static final RecordingRule WRIST_RULE =
      noWallClock(rule("wfdb", "*_AccTempEDA.hea", "wrist", "eda", "EDA"));
  private static final RecordingRule OXIMETER_RULE =
      noWallClock(rule("wfdb", "*_SpO2HR.hea", "oximeter", "spo2", "SpO2"));

  @TempDir Path folder;

  private static RecordingRule noWallClock(RecordingRule rule) {
    return subject(start(rule, "2000-01-01T00:00:00Z"), "(Subject\\d+)_");
  }

  @Test
  void sixteenSubjectsWithTwoDevicesAreReadWithoutAnyRejection() throws IOException {
    List<Recording> found =
        Recordings.discover(
            SharedData.folder("noneeg-wrist-oximeter"),
            List.of(WRIST_RULE, OXIMETER_RULE),
            List.of(WRIST, OXIMETER));
    assertThat(found).hasSize(32);
    assertThat(found.stream().map(Recording::subject).distinct()).hasSize(16);

    Readings read = Readings.of(new MergedRecordings(found));

    assertThat(read.rejected()).isEmpty(); // so all checksums, first values and lengths hold
    double hours = 0;
    for (Recording recording : found) {
      long samples =
          read.chunks().stream()
              .filter(c -> c.subject().equals(recording.subject()))
              .filter(c -> c.modality().equals(recording.modality()))
              .mapToLong(SensorChunk::samples)
              .sum();
      double minutes = samples / (recording.modality().equals("wrist") ? 8.0 : 1.0) / 60;
      assertThat(minutes).isBetween(37.5, 42.5);
      hours += minutes / 60 / 2;
    }
    assertThat(hours).isCloseTo(10, within(0.5));
  }

  @Test
  void valuesAreScaledByGainAndBaseline() throws IOException {
    Path shared = SharedData.folder("noneeg-wrist-oximeter");
    RecordingRule one =
        noWallClock(rule("wfdb", "Subject10_SpO2HR.hea", "oximeter", "spo2", "SpO2"));
    Readings read = Readings.of(shared, one, OXIMETER);

    SensorChunk first = read.chunks().get(0);
    assertThat(first.unit()).isEqualTo("%,bpm");
    assertThat(first.periodMicros()).isEqualTo(1e6);
    assertThat(first.values()[0]).isCloseTo((19660 + 1251699) / 13106.8f, within(1e-4f));
    assertThat(first.values()[1]).isCloseTo((10923 + 112435) / 1284.98f, within(1e-3f));
    for (float spo2 : read.channel(0)) {
      assertThat(spo2).isBetween(80f, 101f);
    }
  }

  @Test
  void stagesAreAnnotatedAtEightStarts() throws IOException {
    Path file = SharedData.folder("noneeg-wrist-oximeter").resolve("Subject10_AccTempEDA.atr");
    List<WfdbAnnotation> all = annotations(file);

    assertThat(all).hasSize(8);
    assertThat(all.get(0)).isEqualTo(new WfdbAnnotation(1, 22, 0, 0, 0, "Relax"));
    assertThat(all.get(1)).isEqualTo(new WfdbAnnotation(2401, 22, 0, 0, 0, "PhysicalStress"));
    assertThat(all)
        .extracting(WfdbAnnotation::text)
        .containsOnly("Relax", "PhysicalStress", "EmotionalStress", "CognitiveStress");
  }

  @Test
  void pseudoAnnotationsAmendTheOneBeforeThem() throws IOException {
    Path file = folder.resolve("x.atr");
    int[] words = {
      59 << 10,
      1,
      2, // SKIP 65538
      1 << 10 | 3,
      61 << 10 | 7,
      62 << 10 | 2,
      60 << 10 | 5, // N with SUB, CHN, NUM
      5 << 10 | 10,
      63 << 10 | 3,
      'a' | 'b' << 8,
      'c', // V with AUX "abc", padded
      0
    };
    Files.write(file, words(words));

    assertThat(annotations(file))
        .containsExactly(
            new WfdbAnnotation(65_541, 1, 7, 2, 5, ""),
            new WfdbAnnotation(65_551, 5, 0, 2, 5, "abc"));
  }

  private static List<WfdbAnnotation> annotations(Path file) throws IOException {
    List<WfdbAnnotation> all = new ArrayList<>();
    try (WfdbAnnotations annotations = WfdbAnnotations.open(file)) {
      for (Optional<WfdbAnnotation> a = annotations.next(); a.isPresent(); a = annotations.next()) {
        all.add(a.get());
      }
    }
    return all;
  }

  private static byte[] words(int... words) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : words) {
      bytes.putShort((short) word);
    }
    return bytes.array();
  }

  private Readings read(String header, int... samples) throws IOException {
    Files.writeString(folder.resolve("r.hea"), header);
    Files.write(folder.resolve("r.dat"), words(samples));
    return Readings.of(
        folder,
        start(rule("wfdb", "r.hea", "m"), "2000-01-01T00:00:00Z"),
        modality("m", 1, "a", "b"));
  }

  @Test
  void theReservedValueIsMissing() throws IOException {
    Readings read =
        read(
            "r 2 1 2\nr.dat 16 10(5)/V 16 0 15 0 0 a\nr.dat 16 1/V 16 0\n# b\n"
                .replace("16 0\n# b", "16 0 7 0 0 b"),
            15,
            7,
            -32768,
            -7);

    assertThat(read.channel(0)[0]).isEqualTo(1f);
    assertThat(read.channel(0)[1]).isNaN();
    assertThat(read.channel(1)).containsExactly(7f, -7f);
  }

  @Test
  void aWrongChecksumFirstValueOrLengthIsReported() throws IOException {
    String line = "r.dat 16 1/V 16 0 %d %d 0 %s\n";
    Readings wrong =
        read("r 2 1 2\n" + line.formatted(9, 99, "a") + line.formatted(2, 6, "b"), 1, 2, 3, 4);
    Readings cut =
        read("r 2 1 3\n" + line.formatted(1, 4, "a") + line.formatted(2, 6, "b"), 1, 2, 3, 4, 5);

    assertThat(wrong.samples()).isEqualTo(2);
    assertThat(wrong.rejected()).hasSize(2);
    assertThat(wrong.rejected().get(0).reason())
        .contains("'a' sums up to checksum 4")
        .contains("99");
    assertThat(wrong.rejected().get(1).reason()).contains("'a' begins with 1").contains("says 9");
    assertThat(cut.samples()).isEqualTo(2);
    assertThat(cut.rejected().get(0).reason()).contains("announces 3 frames").contains("after 2");
    assertThat(cut.rejected().get(0).original()).hasSize(2);
  }

  @Test
  void otherFormatsAreRefusedWithARemedy() {
    assertThatThrownBy(
            () -> read("r 2 1 2\nr.dat 212 1/V 16 0 0 0 0 a\nr.dat 212 1/V 16 0 0 0 0 b\n"))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("signal 1 is stored in format 212; only format 16");
  }

  @Test
  void aRecordWithoutClockNeedsAStart() throws IOException {
    Files.writeString(folder.resolve("r.hea"), "r 1 1 1\nr.dat 16 1/V 16 0 0 0 0 a\n");
    Files.write(folder.resolve("r.dat"), new byte[2]);

    assertThatThrownBy(() -> Readings.of(folder, rule("wfdb", "r.hea", "m"), modality("m", 1, "a")))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("no base time and date");
  }

  @Test
  void severalSamplesPerFrameRaiseTheRate() throws IOException {
    Files.writeString(
        folder.resolve("r.hea"),
        "r 2 2 2 01:02:03 04/05/2006\nr.dat 16x2 1/V 16 0 1 10 0 fast\nr.dat 16 1/V 16 0 9 18 0 slow\n");
    Files.write(folder.resolve("r.dat"), words(1, 2, 9, 3, 4, 9));

    Readings read = Readings.of(folder, rule("wfdb", "r.hea", "m"), modality("m", 4, "fast"));

    assertThat(read.rejected()).isEmpty();
    assertThat(read.channel(0)).containsExactly(1, 2, 3, 4);
    assertThat(read.chunks().get(0).periodMicros()).isEqualTo(250_000);
    assertThat(read.chunks().get(0).startMicros())
        .isEqualTo(java.time.Instant.parse("2006-05-04T01:02:03Z").toEpochMilli() * 1_000);
  }
}
