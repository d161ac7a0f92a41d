package io.headwater.sensor.edf;

import static io.headwater.sensor.Readings.modality;
import static io.headwater.sensor.Readings.rule;
import static io.headwater.sensor.Readings.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sensor.Readings;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.RecordingRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files, each with one defect or one peculiarity. */
class EdfDefectsTest {
  private static final RecordingRule RULE = rule("edf", "x.edf", "m");

  @TempDir Path folder;

  private Readings read(byte[] bytes) throws IOException {
    return read(bytes, RULE);
  }

  private Readings read(byte[] bytes, RecordingRule rule) throws IOException {
    Files.write(folder.resolve("x.edf"), bytes);
    return Readings.of(folder, rule, modality("m", 2, "ramp"));
  }

  private static EdfFileBuilder threeRecords() {
    return new EdfFileBuilder().recordAt("+0").recordAt("+1").recordAt("+2");
  }

  private static long micros(String instant) {
    return Instant.parse(instant).toEpochMilli() * 1_000;
  }

  @Test
  void aWholeFileGivesItsScaledValues() throws IOException {
    Readings read = read(threeRecords().bytes());

    assertThat(read.rejected()).isEmpty();
    assertThat(read.chunks()).hasSize(1);
    assertThat(read.channel(0)).containsExactly(0f, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f);
    assertThat(read.chunks().get(0).startMicros()).isEqualTo(micros("2003-02-01T04:05:06Z"));
    assertThat(read.chunks().get(0).subject()).isEqualTo("x");
  }

  @Test
  void aTruncatedFileIsReadToItsLastWholeRecordAndTheRestIsRejected() throws IOException {
    byte[] whole = threeRecords().bytes();

    Readings read = read(Arrays.copyOf(whole, whole.length - 10));

    assertThat(read.samples()).isEqualTo(4);
    assertThat(read.rejected()).hasSize(1);
    assertThat(read.rejected().get(0).reason())
        .contains("announces 3 data records but ends 34 of 44 bytes into record 3");
    assertThat(read.rejected().get(0).original()).hasSize(34);
    assertThat(read.rejected().get(0).position()).isEqualTo(2);
  }

  @Test
  void aFileThatLacksWholeRecordsIsTold() throws IOException {
    Readings read = read(threeRecords().announce("5").bytes());

    assertThat(read.samples()).isEqualTo(6);
    assertThat(read.rejected()).hasSize(1);
    assertThat(read.rejected().get(0).reason()).contains("announces 5 data records");
  }

  @Test
  void bytesAfterTheLastRecordAreTold() throws IOException {
    Readings read = read(threeRecords().announce("2").bytes());

    assertThat(read.samples()).isEqualTo(4);
    assertThat(read.rejected()).hasSize(1);
    assertThat(read.rejected().get(0).reason()).contains("44 bytes after the last of its 2");
  }

  @Test
  void anUnknownNumberOfRecordsIsReadToTheEnd() throws IOException {
    Readings read = read(threeRecords().announce("-1").bytes());

    assertThat(read.samples()).isEqualTo(6);
    assertThat(read.rejected()).isEmpty();
  }

  @Test
  void aFileCutInsideItsHeaderIsRefused() {
    byte[] whole = threeRecords().bytes();

    assertThatThrownBy(() -> read(Arrays.copyOf(whole, 100)))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("holds 100 bytes, less than the 256");
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, 300)))
        .hasMessageContaining("ends inside its header, after 300 of 768 bytes");
  }

  @Test
  void anotherFormatIsRefused() {
    assertThatThrownBy(() -> read("subject,time,x\n".repeat(40).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("does not begin like EDF");
  }

  @Test
  void aSignalWithoutScaleIsRefused() {
    assertThatThrownBy(() -> read(threeRecords().digital("5", "5").bytes()))
        .hasMessageContaining("digital minimum and maximum 5.0 alike");
    assertThatThrownBy(() -> read(threeRecords().physical("1", "1").bytes()))
        .hasMessageContaining("physical minimum and maximum 1.0 alike");
  }

  @Test
  void aHeaderFieldThatIsNoNumberIsNamed() {
    assertThatThrownBy(() -> read(threeRecords().physical("a,b", "1").bytes()))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("'a,b' for the physical minimum of signal 1 ('ramp')");
  }

  @Test
  void anInvalidDateNeedsAStartInTheRule() throws IOException {
    byte[] bytes = threeRecords().date("00.00.00").bytes();

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("'00.00.00 04.05.06' is not a date and time")
        .hasMessageContaining("'start'");
    assertThat(read(bytes, start(RULE, "2020-05-01T00:00:00Z")).chunks().get(0).startMicros())
        .isEqualTo(micros("2020-05-01T00:00:00Z"));
  }

  @Test
  void yearsFrom85AreOfThePastCentury() throws IOException {
    assertThat(read(threeRecords().date("01.02.85").bytes()).chunks().get(0).startMicros())
        .isEqualTo(micros("1985-02-01T04:05:06Z"));
    assertThat(read(threeRecords().date("01.02.84").bytes()).chunks().get(0).startMicros())
        .isEqualTo(micros("2084-02-01T04:05:06Z"));
  }

  @Test
  void aDiscontinuousRecordWithoutOnsetIsRejectedAndTheRestIsRead() throws IOException {
    EdfFileBuilder file =
        new EdfFileBuilder().reserved("EDF+D").recordAt("+0").record("").recordAt("+7");

    Readings read = read(file.bytes());

    assertThat(read.samples()).isEqualTo(4);
    assertThat(read.chunks().get(1).startMicros()).isEqualTo(micros("2003-02-01T04:05:13Z"));
    assertThat(read.rejected().get(0).reason()).contains("Record 2 does not tell its onset");
  }

  @Test
  void aDiscontinuousRecordThatGoesBackIsRejected() throws IOException {
    EdfFileBuilder file =
        new EdfFileBuilder().reserved("EDF+D").recordAt("+5").recordAt("+4.5").recordAt("+6");

    Readings read = read(file.bytes());

    assertThat(read.chunks()).hasSize(1);
    assertThat(read.channel(0)).containsExactly(0f, 0.1f, 0.4f, 0.5f);
    assertThat(read.rejected().get(0).reason()).contains("begins at +4.5 s, 1.5 s before");
  }

  @Test
  void discontinuousRecordsThatFollowOnShareAChunk() throws IOException {
    EdfFileBuilder file =
        new EdfFileBuilder().reserved("EDF+D").recordAt("+0").recordAt("+1.0004").recordAt("+2");

    assertThat(read(file.bytes()).chunks()).hasSize(1);
  }
}
