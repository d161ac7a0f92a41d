package io.headwater.suite.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.SharedData;
import io.headwater.sensor.RecordingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels from the recordings' own files; figures read off these by hand. */
class TargetsTest {
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;

  @TempDir Path folder;

  private static long at(String time) {
    return Instant.parse(time).getEpochSecond() * SECOND;
  }

  @Test
  void aWindowAcrossTheEndOfASpanHasNoClass() {
    SpanTargets targets = new SpanTargets();
    targets.add("s", 0, 10, 1);
    targets.add("s", 10, 20, 2);
    assertThat(targets.of("s", 0, 10)).isEqualTo(1);
    assertThat(targets.of("s", 10, 15)).isEqualTo(2);
    assertThat(targets.of("s", 5, 15)).isNaN();
    assertThat(targets.of("other", 0, 10)).isNaN();
  }

  @Test
  void phasesBeginWhereTheAnnotationsSay() throws IOException {
    Targets phases = StressPhases.read(SharedData.folder("noneeg-wrist-oximeter"));
    long start = at("2020-01-01T00:00:00Z");
    assertThat(phases.of("Subject10", start + MINUTE, start + 2 * MINUTE)).isZero();
    // Physical stress from sample 2,401 = 300.125 s on.
    assertThat(phases.of("Subject10", start + 301 * SECOND, start + 361 * SECOND)).isEqualTo(1);
    assertThat(phases.of("Subject10", start + 300 * SECOND, start + 360 * SECOND)).isNaN();
  }

  @Test
  void nightsAreReadWithTheirDays() throws IOException {
    Files.createDirectories(folder.resolve("user_1"));
    Files.writeString(
        folder.resolve("user_1/sleep.csv"),
        ",In Bed Date,In Bed Time,Out Bed Date,Out Bed Time\n0,1,22:30,1,06:00\n1,2,23:00,3,07:00\n");
    Targets bed = Bedtimes.read(folder);
    assertThat(bed.of("user_1", at("2020-01-01T20:00:00Z"), at("2020-01-01T20:05:00Z"))).isZero();
    assertThat(bed.of("user_1", at("2020-01-02T03:00:00Z"), at("2020-01-02T03:05:00Z"))).isOne();
    assertThat(bed.of("user_1", at("2020-01-02T05:58:00Z"), at("2020-01-02T06:03:00Z"))).isNaN();
    assertThat(bed.of("user_1", at("2020-01-02T12:00:00Z"), at("2020-01-02T12:05:00Z"))).isZero();
    assertThat(bed.of("user_1", at("2020-01-03T06:00:00Z"), at("2020-01-03T06:05:00Z"))).isOne();
    assertThat(bed.of("user_1", at("2020-01-03T08:00:00Z"), at("2020-01-03T08:05:00Z"))).isZero();
  }

  @Test
  void aNightThatIsNoTimeIsBlamedOnItsFile() throws IOException {
    Files.createDirectories(folder.resolve("user_1"));
    Files.writeString(
        folder.resolve("user_1/sleep.csv"),
        ",In Bed Date,In Bed Time,Out Bed Date,Out Bed Time\n0,1,late,1,06:00\n");
    assertThatThrownBy(() -> Bedtimes.read(folder))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("sleep.csv")
        .hasMessageContaining("late");
  }

  @Test
  void heartRatesComeFromPlausibleIntervals() throws IOException {
    Files.createDirectories(folder.resolve("user_1"));
    StringBuilder beats = new StringBuilder("ibi_s,day,time\n18.5,1,09:00:00\n");
    for (int s = 1; s < 300; s++) {
      beats.append("0.8,1,%02d:%02d:%02d%n".formatted(9, s / 60, s % 60));
    }
    try (var gzip =
        new java.util.zip.GZIPOutputStream(
            Files.newOutputStream(folder.resolve("user_1/RR.csv.gz")))) {
      gzip.write(beats.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    try (var gzip =
        new java.util.zip.GZIPOutputStream(
            Files.newOutputStream(folder.resolve("user_1/Actigraph.csv.gz")))) {
      gzip.write(
          ("Axis1,Axis2,Axis3,Steps,HR,Inclinometer Off,Inclinometer Standing,Inclinometer Sitting,"
                  + "Inclinometer Lying,Vector Magnitude,day,time\n"
                  + "0,0,0,0,70,0,0,1,0,0,1,09:00:00\n")
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Targets rates = HeartRates.read(folder, RecordingRow.MMASH_IN_BED.config(List.of()), "beats");
    long nine = at("2020-01-01T09:00:00Z");
    assertThat(rates.of("user_1", nine, nine + 5 * MINUTE)).isCloseTo(75, within(0.01));
    assertThat(rates.of("user_1", nine + 4 * MINUTE, nine + 9 * MINUTE)).isNaN();
  }
}
