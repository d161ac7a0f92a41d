package io.headwater.suite.recording;

import io.headwater.config.HeadwaterConfig;
import io.headwater.job.RecordingInputs;
import io.headwater.sensor.MergedRecordings;
import io.headwater.sensor.RecordingException;
import io.headwater.sensor.SensorChunk;
import io.headwater.sensor.SensorRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Mean heart rate of a window, beats a minute, from the intervals between beats. */
final class HeartRates implements Targets {
  /** Intervals beyond these are artefacts, seconds; 30 to 200 beats a minute remain. */
  private static final float SHORTEST = .3f;

  private static final float LONGEST = 2;

  /** Share of a window that plausible intervals must cover. */
  private static final double LEAST_COVERED = .5;

  /** time of a beat → seconds since the one before; by subject */
  private final Map<String, NavigableMap<Long, Float>> beats = new HashMap<>();

  /**
   * @param modality the modality whose only channel holds intervals in seconds
   */
  static Targets read(Path folder, HeadwaterConfig config, String modality) throws IOException {
    HeartRates rates = new HeartRates();
    try (MergedRecordings recordings = RecordingInputs.open(folder, config)) {
      for (Optional<SensorRecord> r = recordings.next(); r.isPresent(); r = recordings.next()) {
        if (r.get() instanceof SensorChunk chunk && chunk.modality().equals(modality)) {
          rates.add(chunk);
        }
      }
    }
    if (rates.beats.isEmpty()) {
      throw new RecordingException(folder, "holds no beat of modality '" + modality + "'.");
    }
    return rates;
  }

  private void add(SensorChunk chunk) {
    NavigableMap<Long, Float> own = beats.computeIfAbsent(chunk.subject(), s -> new TreeMap<>());
    for (int i = 0; i < chunk.samples(); i++) {
      float interval = chunk.values()[i];
      if (interval >= SHORTEST && interval <= LONGEST) {
        long time = chunk.timeMicros(i);
        while (own.containsKey(time)) {
          time++; // several beats may share the second that they are filed under
        }
        own.put(time, interval);
      }
    }
  }

  @Override
  public double of(String subject, long startMicros, long endMicros) {
    double covered = 0;
    int count = 0;
    NavigableMap<Long, Float> own = beats.getOrDefault(subject, new TreeMap<>());
    for (float interval : own.subMap(startMicros, true, endMicros, false).values()) {
      covered += interval;
      count++;
    }
    double seconds = (endMicros - startMicros) / 1e6;
    return covered < LEAST_COVERED * seconds ? Double.NaN : 60 * count / covered;
  }
}
