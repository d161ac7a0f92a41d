package io.headwater.sensor;

import java.util.List;
import java.util.Objects;

/**
 * A run of samples of one modality of one subject: the unit in which sensor data travel.
 *
 * <p>Samples are either regular ({@code periodMicros > 0}, {@code offsetsMicros} empty) or
 * irregular ({@code periodMicros == 0}, one non-decreasing offset per sample). {@code NaN} marks a
 * missing value. The arrays are not copied; callers must not change them afterwards.
 *
 * @param subject who was measured
 * @param modality name of the declared modality
 * @param device which device measured; empty when unknown
 * @param startMicros time of the first sample, microseconds since the epoch
 * @param periodMicros sample period in microseconds, possibly fractional; 0 when irregular
 * @param offsetsMicros offsets from {@code startMicros}, one per sample, when irregular
 * @param channels channel names, in column order
 * @param values row-major, sample × channel
 * @param unit units, one text for all channels or a comma-separated list; empty when unknown
 * @param sequence position of this chunk in its device's output; with device and start time it
 *     identifies the chunk, so that a second delivery is recognised
 */
public record SensorChunk(
    String subject,
    String modality,
    String device,
    long startMicros,
    double periodMicros,
    long[] offsetsMicros,
    List<String> channels,
    float[] values,
    String unit,
    long sequence)
    implements SensorRecord {

  public SensorChunk {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(modality, "modality");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(offsetsMicros, "offsetsMicros");
    channels = List.copyOf(channels);
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(unit, "unit");
  }

  public boolean isRegular() {
    return periodMicros > 0;
  }

  /** Number of samples (rows); 0 when no channel is named. */
  public int samples() {
    return channels.isEmpty() ? 0 : values.length / channels.size();
  }

  /** Time of sample {@code i}, microseconds since the epoch. */
  public long timeMicros(int i) {
    return isRegular()
        ? startMicros + Math.round(i * periodMicros)
        : startMicros + offsetsMicros[i];
  }

  /**
   * First instant after the chunk: start plus samples times period; when irregular, one microsecond
   * after the last sample.
   */
  public long endMicros() {
    int n = samples();
    if (n == 0) {
      return startMicros;
    }
    return isRegular() ? startMicros + Math.round(n * periodMicros) : timeMicros(n - 1) + 1;
  }
}
