package io.headwater.sensor.delimited;

import static io.headwater.sensor.Readings.modality;
import static io.headwater.sensor.Readings.rule;
import static io.headwater.sensor.Readings.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.SharedData;
import io.headwater.sensor.DelimitedMapping;
import io.headwater.sensor.Readings;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.RecordingRule;
import io.headwater.sensor.SensorChunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DelimitedReaderTest {
  @TempDir Path folder;

  private static DelimitedMapping clock(String clock, Double period, String... time) {
    return new DelimitedMapping(
        null, "#", null, clock, List.of(time), null, null, null, period, List.of("NA"));
  }

  private Readings read(String text, DelimitedMapping mapping) throws IOException {
    return read(text, start(rule("delimited", "x.csv", "m", "a", "a"), null), mapping);
  }

  private Readings read(String text, RecordingRule rule, DelimitedMapping mapping)
      throws IOException {
    Files.writeString(folder.resolve("x.csv"), text);
    return Readings.of(folder, Readings.mapping(rule, mapping), modality("m", 1, "a"));
  }

  private static long micros(String instant) {
    return Instant.parse(instant).toEpochMilli() * 1_000;
  }

  @Test
  void clocksAgreeOnTheSameInstant() throws IOException {
    String iso = "t,a\n2020-01-01T00:00:01.5Z,1\n";
    String blank = "t,a\n2020-01-01 00:00:01.5,1\n";
    long expected = micros("2020-01-01T00:00:01.500Z");

    assertThat(startOf(iso, clock("iso", null, "t"))).isEqualTo(expected);
    assertThat(startOf(blank, clock("iso", null, "t"))).isEqualTo(expected);
    assertThat(startOf("t,a\n1577836801.5,1\n", clock("epoch-seconds", null, "t")))
        .isEqualTo(expected);
    assertThat(startOf("t,a\n1577836801500,1\n", clock("epoch-millis", null, "t")))
        .isEqualTo(expected);
    assertThat(startOf("t,a\n1577836801500000,1\n", clock("epoch-micros", null, "t")))
        .isEqualTo(expected);
    assertThat(startOf("d,t,a\n18263,0:00:01.5,1\n", clock("day-time", null, "d", "t")))
        .isEqualTo(expected); // day 1 is 1970-01-01
  }

  private long startOf(String text, DelimitedMapping mapping) throws IOException {
    Readings read = read(text, mapping);
    assertThat(read.rejected()).isEmpty();
    return read.chunks().get(0).startMicros();
  }

  @Test
  void localTimesAreOfTheMappingsZone() throws IOException {
    DelimitedMapping rome =
        new DelimitedMapping(
            null, null, null, "iso", List.of("t"), "Europe/Rome", null, null, null, null);

    assertThat(startOf("t,a\n2020-07-01T12:00:00,1\n", rome))
        .isEqualTo(micros("2020-07-01T10:00:00Z"));
  }

  @Test
  void rowsThatCannotBeUsedAreRejectedAndTheOthersRead() throws IOException {
    Readings read =
        read(
            "t,a\n1,10\n2\n3,x\n4,NA\n5,\n# note\n\n6,\"7\n7,Infinity\nnever,1\n8,80\n",
            clock("epoch-seconds", null, "t"));

    assertThat(read.channel(0)).containsExactly(10, Float.NaN, Float.NaN, 80);
    assertThat(read.rejected())
        .extracting(r -> (int) r.position())
        .containsExactly(3, 4, 9, 10, 11);
    assertThat(read.rejected().get(0).reason())
        .isEqualTo("Line 3 has 1 columns where 2 are expected; it was left out.");
    assertThat(read.rejected().get(1).reason())
        .isEqualTo(
            "Line 4 holds 'x' in column 'a', which is not a finite number; it was left out.");
    assertThat(
            new String(read.rejected().get(1).original(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("3,x");
    assertThat(read.rejected().get(4).reason()).contains("'never', which is not a time");
  }

  @Test
  void timesThatGoBackAreRejected() throws IOException {
    Readings read = read("t,a\n1,1\n2,2\n0,0\n3,3\n", clock("epoch-seconds", null, "t"));

    assertThat(read.channel(0)).containsExactly(1, 2, 3);
    assertThat(read.rejected().get(0).reason())
        .contains("Line 4 is at 1970-01-01T00:00:00Z, before line 3 at 1970-01-01T00:00:02Z");
  }

  @Test
  void oneTimeThatLeaptAheadDoesNotCondemnTheRest() throws IOException {
    Readings read = read("t,a\n1,1\n9999999999,2\n3,3\n4,4\n", clock("epoch-seconds", null, "t"));

    assertThat(read.channel(0)).containsExactly(1, 3, 4);
    assertThat(read.rejected()).hasSize(1);
    assertThat(read.rejected().get(0).position()).isEqualTo(3);
  }

  @Test
  void aPeriodMakesRegularChunksThatEndAtGaps() throws IOException {
    Readings read = read("t,a\n1,1\n2.1,2\n3,3\n10,4\n11,5\n", clock("epoch-seconds", 1.0, "t"));

    assertThat(read.chunks()).hasSize(2);
    assertThat(read.chunks().get(0).isRegular()).isTrue();
    assertThat(read.chunks().get(0).samples()).isEqualTo(3);
    assertThat(read.chunks().get(1).startMicros()).isEqualTo(10_000_000);
  }

  @Test
  void rowsWithoutClockAreCountedAndALostRowLeavesItsPlace() throws IOException {
    RecordingRule rule = start(rule("delimited", "x.csv", "m"), "2020-01-01T00:00:00Z");

    Readings read = read("a\n1\nbroken\n3\n", rule, clock("row", 0.5));

    assertThat(read.channel(0)).containsExactly(1, Float.NaN, 3);
    assertThat(read.chunks().get(0).periodMicros()).isEqualTo(500_000);
    assertThat(read.rejected()).hasSize(1);
  }

  @Test
  void aMissingColumnIsToldWithTheColumnsThatAreThere() {
    assertThatThrownBy(() -> read("t,b\n1,2\n", clock("epoch-seconds", null, "t")))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("has no column 'a' for channel 'a'; it has 't', 'b'.");
    assertThatThrownBy(() -> read("b,a\n1,2\n", clock("epoch-seconds", null, "t")))
        .hasMessageContaining("has no column 't' for the time");
  }

  @Test
  void aMappingThatDoesNotHangTogetherIsRefused() {
    assertThatThrownBy(() -> read("t,a\n", clock("epoch-second", null, "t")))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("rule 1 (files 'x.csv'): clock 'epoch-second' is unknown")
        .hasMessageContaining("Did you mean 'epoch-seconds'?");
    assertThatThrownBy(() -> read("t,a\n", clock("day-time", null, "t")))
        .hasMessageContaining("takes 2 time columns but 'time' names 1");
    assertThatThrownBy(() -> read("t,a\n", clock("row", null)))
        .hasMessageContaining("needs the mapping's 'period'");
    assertThatThrownBy(() -> read("t,a\n", (DelimitedMapping) null))
        .hasMessageContaining("no 'mapping'");
  }

  @Test
  void aFileWithoutHeaderHasNumberedColumns() throws IOException {
    DelimitedMapping mapping =
        new DelimitedMapping(
            "\t", "%", false, "epoch-seconds", List.of("1"), null, null, null, null, null);

    Readings read = read("% c\n1\t5\n2\t6\n", rule("delimited", "x.csv", "m", "a", "2"), mapping);

    assertThat(read.channel(0)).containsExactly(5, 6);
  }

  @Test
  void santaFeIsReadByRowNumber() throws IOException {
    Path shared = SharedData.folder("santa-fe-apnea");
    DelimitedMapping mapping =
        new DelimitedMapping(" ", "%", false, "row", null, null, null, null, 0.5, null);
    RecordingRule rule =
        start(
            rule("delimited", "*.txt", "apnea", "hr", "1", "chest", "2", "spo2", "3"),
            "1991-01-01T00:00:00Z");

    Readings read =
        Readings.of(
            shared, Readings.mapping(rule, mapping), modality("apnea", 2, "hr", "chest", "spo2"));

    assertThat(read.samples()).isEqualTo(34_000);
    assertThat(read.rejected()).isEmpty();
    SensorChunk last = read.chunks().get(read.chunks().size() - 1);
    assertThat(last.endMicros() - read.chunks().get(0).startMicros()).isEqualTo(17_000_000_000L);
  }
}
