package io.headwater.sensor.delimited;

import static io.headwater.sensor.Readings.modality;
import static io.headwater.sensor.Readings.rule;
import static io.headwater.sensor.Readings.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.SharedData;
import io.headwater.sensor.ChunkValidator;
import io.headwater.sensor.DelimitedMapping;
import io.headwater.sensor.MergedRecordings;
import io.headwater.sensor.Modality;
import io.headwater.sensor.Readings;
import io.headwater.sensor.Recording;
import io.headwater.sensor.RecordingRule;
import io.headwater.sensor.Recordings;
import io.headwater.sensor.SensorChunk;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The MMASH recordings by rules alone: beats, actigraphy and posture of twelve subjects. */
class MmashTest {
  private static final Modality BEATS = modality("beats", 2, "ibi");
  private static final Modality ACTIGRAPHY = modality("actigraphy", 1, "hr", "x", "y", "z");
  private static final Modality POSTURE =
      modality("posture", 1, "off", "standing", "sitting", "lying", "steps");

  private static DelimitedMapping dayTime(Map<Integer, Integer> days) {
    return new DelimitedMapping(
        ",", null, true, "day-time", List.of("day", "time"), "UTC", "2020-01-01", days, null, null);
  }

  private static List<RecordingRule> rules(DelimitedMapping mapping) {
    return List.of(
        mapped(mapping, rule("delimited", "user_*/RR.csv.gz", "beats", "ibi", "ibi_s")),
        mapped(
            mapping,
            rule(
                "delimited",
                "user_*/Actigraph.csv.gz",
                "actigraphy",
                "hr",
                "HR",
                "x",
                "Axis1",
                "y",
                "Axis2",
                "z",
                "Axis3")),
        mapped(
            mapping,
            rule(
                "delimited",
                "user_*/Actigraph.csv.gz",
                "posture",
                "off",
                "Inclinometer Off",
                "standing",
                "Inclinometer Standing",
                "sitting",
                "Inclinometer Sitting",
                "lying",
                "Inclinometer Lying",
                "steps",
                "Steps")));
  }

  private static RecordingRule mapped(DelimitedMapping mapping, RecordingRule rule) {
    return subject(Readings.mapping(rule, mapping), "(user_\\d+)/");
  }

  private static List<Recording> discover(DelimitedMapping mapping) throws IOException {
    return Recordings.discover(
        SharedData.folder("sleep-wearable-mmash"),
        rules(mapping),
        List.of(BEATS, ACTIGRAPHY, POSTURE));
  }

  @Test
  void twelveSubjectsWithThreeModalitiesAreReadToTheLastRow() throws IOException {
    List<Recording> found = discover(dayTime(Map.of(-29, 2)));
    assertThat(found).hasSize(36);

    Readings read = Readings.of(new MergedRecordings(found));

    assertThat(read.rejected()).isEmpty();
    assertThat(samples(read, "beats")).isEqualTo(958_494);
    assertThat(samples(read, "actigraphy")).isEqualTo(793_280);
    assertThat(samples(read, "posture")).isEqualTo(793_280);
    assertThat(read.chunks())
        .allMatch(c -> ChunkValidator.problem(c, modalityOf(c)).equals(Optional.empty()));
    assertThat(read.notes())
        .anyMatch(n -> n.contains("user_8/RR.csv.gz: Day -29 was taken as 2 in 23434 rows"))
        .anyMatch(n -> n.contains("user_9/RR.csv.gz: 6 silences longer than 60.0 s"));
    assertMergedByTime(read);
  }

  private static Modality modalityOf(SensorChunk chunk) {
    return switch (chunk.modality()) {
      case "beats" -> BEATS;
      case "actigraphy" -> ACTIGRAPHY;
      default -> POSTURE;
    };
  }

  private static long samples(Readings read, String modality) {
    return read.chunks().stream()
        .filter(c -> c.modality().equals(modality))
        .mapToLong(SensorChunk::samples)
        .sum();
  }

  private static void assertMergedByTime(Readings read) {
    assertThat(read.chunks().stream().mapToLong(SensorChunk::startMicros).toArray()).isSorted();
  }

  @Test
  void beatsOfOneSecondKeepTheirOrder() throws IOException {
    List<Recording> user3 =
        discover(dayTime(Map.of(-29, 2))).stream()
            .filter(r -> r.subject().equals("user_3") && r.modality().equals("beats"))
            .toList();

    SensorChunk first = Readings.of(new MergedRecordings(user3)).chunks().get(0);

    assertThat(first.startMicros())
        .isEqualTo(Instant.parse("2020-01-01T09:15:11Z").toEpochMilli() * 1_000);
    assertThat(first.values()).startsWith(0.601f, 0.646f, 0.769f);
    assertThat(first.offsetsMicros()).startsWith(0, 0, 0);
  }

  @Test
  void aDayBeforeTheFirstIsRejectedRowByRowUnlessCorrected() throws IOException {
    List<Recording> user8 =
        discover(dayTime(Map.of())).stream()
            .filter(r -> r.subject().equals("user_8") && r.modality().equals("beats"))
            .toList();

    Readings read = Readings.of(new MergedRecordings(user8));

    assertThat(read.samples()).isEqualTo(48_064);
    assertThat(read.rejected()).hasSize(23_434);
    assertThat(read.rejected().get(0).reason())
        .startsWith("Line 48066 is of day -29, but days count from 1")
        .contains("days: {-29: 2}");
  }
}
