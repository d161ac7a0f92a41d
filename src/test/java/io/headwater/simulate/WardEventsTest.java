package io.headwater.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sensor.ChunkReader;
import io.headwater.sensor.Modality;
import io.headwater.sensor.SensorChunk;
import io.headwater.sensor.SensorRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What arrives, in which order, and what is wrong with it. */
class WardEventsTest {
  private static final WardSettings SMALL =
      WardSettings.defaults().withSleepers(3).withNight(Duration.ofHours(1));

  /** Every fault often enough to be seen in an hour. */
  private static final Faults MANY =
      new Faults(0.5, true, 25, Duration.ofSeconds(60), 0.02, 0.01, 0.01, 0.01);

  @Test
  void equalSettingsGiveEqualBytes() {
    assertThat(fingerprint(SMALL.withFaults(MANY))).isEqualTo(fingerprint(SMALL.withFaults(MANY)));
  }

  @Test
  void anotherSeedGivesAnotherNight() {
    assertThat(fingerprint(SMALL)).isNotEqualTo(fingerprint(SMALL.withSeed(2)));
  }

  @Test
  void chunksComeInOrderOfTheirStart() {
    assertThat(chunks(SMALL.withFaults(Faults.ofFiles())))
        .isSortedAccordingTo((a, b) -> Long.compare(a.startMicros(), b.startMicros()));
  }

  @Test
  void withoutFaultsEverySensorCoversTheWholeNightInItsDeclaredChannels() {
    List<SensorChunk> chunks = chunks(SMALL.withFaults(Faults.none()));
    assertThat(chunks).hasSize(3 * 3 * 360);
    for (Modality modality : Ward.modalities()) {
      assertThat(chunks)
          .filteredOn(chunk -> chunk.modality().equals(modality.name()))
          .hasSize(3 * 360)
          .allMatch(chunk -> chunk.channels().equals(modality.channels()))
          .allMatch(chunk -> chunk.periodMicros() == 1e6 / modality.samplesPerSecond())
          .allMatch(chunk -> chunk.endMicros() - chunk.startMicros() == 10_000_000);
    }
  }

  @Test
  void oxygenSaturationNeverExceedsAHundredPerCent() {
    for (SensorChunk chunk : chunks(SMALL.withFaults(Faults.none()))) {
      if (chunk.modality().equals("oximeter")) {
        for (int i = 0; i < chunk.samples(); i++) {
          assertThat(chunk.values()[3 * i]).isBetween(80f, 100f);
        }
      }
    }
  }

  @Test
  void faultsThatArriveAreThoseTheTruthCounts() {
    WardSettings settings = SMALL.withFaults(MANY);
    FaultCounts counts = new Ward(settings).truth().faults();
    assertThat(seen(settings)).isEqualTo(counts);
    assertThat(counts.missing()).isPositive();
    assertThat(counts.delayed()).isPositive();
    assertThat(counts.duplicates()).isPositive();
    assertThat(counts.wrongChannels()).isPositive();
    assertThat(counts.nonFinite()).isPositive();
    assertThat(counts.garbage()).isPositive();
    assertThat(counts.silenced()).isEqualTo(180);
  }

  @Test
  void eachFaultCanBeSwitchedOff() {
    FaultCounts counts = new Ward(SMALL.withFaults(Faults.none())).truth().faults();
    assertThat(counts).isEqualTo(new FaultCounts(3 * 3 * 360, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void delayedChunksAreBeyondLatenessOnTheirSensorsOwnClock() {
    long clock = 0;
    long late = 0;
    for (SensorChunk chunk : chunks(SMALL.withFaults(MANY))) {
      if (chunk.modality().equals("oximeter") && chunk.subject().equals("sleeper-01")) {
        late += chunk.startMicros() < clock - 20_000_000 ? 1 : 0;
        clock = Math.max(clock, chunk.startMicros());
      }
    }
    assertThat(late).isEqualTo(new Ward(SMALL.withFaults(MANY)).truth().faults().delayed());
  }

  @Test
  void theReaderGivesTheSameChunksAsTheEvents() throws IOException {
    WardSettings settings = SMALL.withFaults(MANY);
    long read = 0;
    try (ChunkReader reader = new Ward(settings).asReader()) {
      for (Optional<SensorRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
        assertThat(next.get()).isInstanceOf(SensorChunk.class);
        read++;
      }
    }
    assertThat(read).isEqualTo(new Ward(settings).truth().faults().chunks());
  }

  @Test
  void aStartInsideAStepIsRefused() {
    assertThatThrownBy(
            () ->
                new WardSettings(
                    1,
                    Duration.ofHours(1),
                    1,
                    Instant.parse("2026-01-01T22:00:10Z"),
                    2,
                    0,
                    Faults.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-01-01T22:00:10Z")
        .hasMessageContaining("full or half minute");
  }

  /** Counts by looking at what arrives, without asking the plan. */
  private static FaultCounts seen(WardSettings settings) {
    long garbage = 0;
    long chunks = 0;
    long duplicates = 0;
    long wrong = 0;
    long nonFinite = 0;
    long delayed = 0;
    long clock = Long.MIN_VALUE;
    Set<String> known = new HashSet<>();
    Map<String, Integer> widths = new HashMap<>();
    Ward.modalities().forEach(m -> widths.put(m.name(), m.channels().size()));
    Iterator<WardEvent> events = new Ward(settings).events();
    while (events.hasNext()) {
      if (!(events.next() instanceof WardEvent.ChunkEvent event)) {
        garbage++;
        continue;
      }
      SensorChunk chunk = event.chunk();
      chunks++;
      duplicates += known.add(chunk.device() + chunk.startMicros()) ? 0 : 1;
      wrong += chunk.channels().size() == widths.get(chunk.modality()) ? 0 : 1;
      nonFinite += Float.isNaN(chunk.values()[0]) ? 1 : 0;
      delayed += chunk.startMicros() < clock ? 1 : 0;
      clock = Math.max(clock, chunk.startMicros());
    }
    long absent = 3L * settings.sleepers() * settings.chunks() - (chunks - duplicates);
    long silenced = settings.chunks() / 2; // sent nothing after half, whatever else befell it
    return new FaultCounts(
        chunks, absent - silenced, silenced, delayed, duplicates, wrong, nonFinite, garbage);
  }

  private static List<SensorChunk> chunks(WardSettings settings) {
    List<SensorChunk> chunks = new ArrayList<>();
    Iterator<WardEvent> events = new Ward(settings).events();
    while (events.hasNext()) {
      if (events.next() instanceof WardEvent.ChunkEvent event) {
        chunks.add(event.chunk());
      }
    }
    return chunks;
  }

  private static List<Integer> fingerprint(WardSettings settings) {
    List<Integer> marks = new ArrayList<>();
    Iterator<WardEvent> events = new Ward(settings).events();
    while (events.hasNext()) {
      WardEvent event = events.next();
      if (event instanceof WardEvent.ChunkEvent it) {
        marks.add(it.chunk().subject().hashCode() + Long.hashCode(it.chunk().startMicros()));
        marks.add(Arrays.hashCode(it.chunk().values()));
      } else if (event instanceof WardEvent.GarbageEvent it) {
        marks.add(Arrays.hashCode(it.bytes()));
      }
    }
    return marks;
  }
}
