package io.headwater.sensor.source;

import io.headwater.sensor.SensorChunk;
import java.util.List;
import java.util.Optional;

/**
 * What all chunks of one recording have in common.
 *
 * @param subject who was measured
 * @param modality name of the modality
 * @param device device name; empty when unknown
 * @param channels channel names, in column order
 * @param unit units; empty when unknown
 */
public record ChunkOrigin(
    String subject, String modality, String device, List<String> channels, String unit) {
  private static final long[] NO_OFFSETS = {};

  public ChunkOrigin {
    channels = List.copyOf(channels);
  }

  /** One text when all units agree, else the list joined by commas. */
  public static String unit(List<String> units) {
    return units.stream().distinct().count() == 1 ? units.get(0) : String.join(",", units);
  }

  /** A regular chunk, or empty when no value is finite: silence says as much. */
  Optional<SensorChunk> regular(long start, double periodMicros, float[] values, long sequence) {
    return chunk(start, periodMicros, NO_OFFSETS, values, sequence);
  }

  /** An irregular chunk, or empty when no value is finite. */
  Optional<SensorChunk> irregular(long start, long[] offsets, float[] values, long sequence) {
    return chunk(start, 0, offsets, values, sequence);
  }

  private Optional<SensorChunk> chunk(
      long start, double periodMicros, long[] offsets, float[] values, long sequence) {
    for (float value : values) {
      if (Float.isFinite(value)) {
        return Optional.of(
            new SensorChunk(
                subject,
                modality,
                device,
                start,
                periodMicros,
                offsets,
                channels,
                values,
                unit,
                sequence));
      }
    }
    return Optional.empty();
  }
}
