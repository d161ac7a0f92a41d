package io.headwater.sensor.delimited;

import static io.headwater.sensor.Readings.modality;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sensor.MergedRecordings;
import io.headwater.sensor.Modality;
import io.headwater.sensor.Readings;
import io.headwater.sensor.Recording;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.RecordingRule;
import io.headwater.sensor.Recordings;
import io.headwater.sensor.SensorChunk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadwaterCsvTest {
  private static final Modality WRIST = modality("wrist", 1, "ax", "temp");

  @TempDir Path folder;

  private List<Recording> discover(String text) throws IOException {
    Files.writeString(folder.resolve("wrist.csv"), text);
    return Recordings.discover(folder, List.of(), List.of(WRIST));
  }

  private Readings read(String text) throws IOException {
    return Readings.of(new MergedRecordings(discover(text)));
  }

  @Test
  void subjectsThatInterleaveAreToldApartAndRegularSamplesRecognised() throws IOException {
    Readings read =
        read(
            """
            subject,time,ax,temp
            S1,1970-01-01T00:00:00Z,1,36
            S2,500000,2,
            S1,1970-01-01T00:00:01Z,3,36
            S2,1700000,4,35
            S1,1970-01-01T00:00:02Z,5,36
            S2,2000000,6,35
            """);

    assertThat(read.rejected()).isEmpty();
    assertThat(read.chunks()).hasSize(2);
    SensorChunk s1 = read.chunks().get(0);
    SensorChunk s2 = read.chunks().get(1);
    assertThat(s1.subject()).isEqualTo("S1");
    assertThat(s1.periodMicros()).isEqualTo(1e6);
    assertThat(s2.isRegular()).isFalse();
    assertThat(s2.startMicros()).isEqualTo(500_000);
    assertThat(s2.offsetsMicros()).containsExactly(0, 1_200_000, 1_500_000);
    assertThat(s2.values()).containsExactly(2, Float.NaN, 4, 35, 6, 35);
  }

  @Test
  void theLastChunkOfASubjectThatFallsSilentDoesNotWaitForTheEndOfTheFile() throws IOException {
    StringBuilder text = new StringBuilder("subject,time,ax,temp\nA,0,1,2\nA,1000000,3,4\n");
    for (int second = 2; second < 60; second++) {
      text.append("B,").append(second * 1_000_000L).append(",1,2\n");
    }
    Readings read = read(text.toString());

    assertThat(read.chunks().get(0).subject()).isEqualTo("A");
    assertThat(read.chunks().get(0).samples()).isEqualTo(2);
    assertThat(read.chunks()).extracting(SensorChunk::startMicros).isSorted();
  }

  @Test
  void aFileSortedBySubjectIsMergedByTime() throws IOException {
    StringBuilder text = new StringBuilder("subject,time,ax,temp\n");
    for (String subject : List.of("A", "\"B\"")) {
      for (int second = 0; second < 30; second++) {
        text.append(subject).append(',').append(second * 1_000_000L).append(",1,2\n");
      }
    }
    List<Recording> found = discover(text.toString());
    Readings read = Readings.of(new MergedRecordings(found));

    assertThat(found).extracting(Recording::subject).containsExactly("A", "B");
    assertThat(read.chunks())
        .extracting(SensorChunk::subject)
        .containsExactly("A", "B", "A", "B", "A", "B");
    assertThat(read.samples()).isEqualTo(60);
  }

  @Test
  void columnsMayComeInAnyOrderAndMoreThanNeeded() throws IOException {
    Readings read = read("subject,time,temp,note,ax\nS1,0,36,7,1\n");

    assertThat(read.chunks().get(0).values()).containsExactly(1, 36);
    assertThat(read.chunks().get(0).channels()).containsExactly("ax", "temp");
  }

  @Test
  void aWrongColumnIsRefusedWithTheColumnsThatAreThere() {
    assertThatThrownBy(() -> read("subject,time,ax,tmp\nS1,0,36,7\n"))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("has no column 'temp' for channel 'temp' of modality 'wrist'")
        .hasMessageContaining("'subject', 'time', 'ax', 'tmp'");
    assertThatThrownBy(() -> read("time,subject,ax,temp\n"))
        .hasMessageContaining("the first two should be subject,time");
    assertThatThrownBy(() -> read("")).hasMessageContaining("is empty");
  }

  @Test
  void badRowsAreRejectedAndTheOthersRead() throws IOException {
    Readings read = read("subject,time,ax,temp\nS1,0,1,2\nS1,noon,1,2\n,1,1,1\nS1,2,1\nS1,5,3,4\n");

    assertThat(read.samples()).isEqualTo(2);
    assertThat(read.rejected()).hasSize(3);
    assertThat(read.rejected()).anyMatch(r -> r.reason().startsWith("Line 3 holds 'noon'"));
    assertThat(read.rejected()).anyMatch(r -> r.reason().startsWith("Line 4 names no subject"));
    assertThat(read.rejected()).anyMatch(r -> r.reason().startsWith("Line 5 has 3 columns"));
  }

  @Test
  void packedDataThatBreakOffGiveWhatCameBeforeAndAreTold() throws IOException {
    StringBuilder text = new StringBuilder("subject,time,ax,temp\n");
    Random random = new Random(7);
    for (int second = 0; second < 20_000; second++) {
      text.append("S1,").append(second * 1_000_000L).append(',').append(random.nextFloat());
      text.append(",36\n");
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    Path file = folder.resolve("cut.csv.gz");
    Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() * 9 / 10));
    RecordingRule rule = Readings.rule("csv", "cut.csv.gz", "wrist");

    Readings read = Readings.of(folder, rule, WRIST);

    assertThat(read.samples()).isBetween(14_000, 19_999);
    assertThat(read.rejected()).hasSize(1);
    assertThat(read.rejected().get(0).reason()).contains("its gzip data break off");
  }
}
