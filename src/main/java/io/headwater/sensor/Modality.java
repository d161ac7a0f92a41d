package io.headwater.sensor;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What the aligner needs to know of one modality.
 *
 * @param name lower-case name, unique in a configuration; also the prefix of its latents
 * @param kind time series, image or tabular
 * @param channels channel names in the order of a chunk's columns; for an image, one per pixel
 * @param samplesPerSecond grid rate after resampling, in Hz; ignored unless {@link
 *     ModalityKind#TIME_SERIES}
 * @param resampling rule from samples to grid cells; ignored unless a time series
 * @param maxGap longest silence that {@link Resampling#LINEAR} bridges and {@link Resampling#HOLD}
 *     carries a value over
 */
public record Modality(
    String name,
    ModalityKind kind,
    List<String> channels,
    double samplesPerSecond,
    Resampling resampling,
    Duration maxGap)
    implements Serializable {

  public Modality {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    channels = List.copyOf(channels);
    Objects.requireNonNull(resampling, "resampling");
    Objects.requireNonNull(maxGap, "maxGap");
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("Modality '" + name + "' declares no channel; name one.");
    }
    if (kind == ModalityKind.TIME_SERIES && !(samplesPerSecond > 0)) {
      throw new IllegalArgumentException(
          "Modality '" + name + "' has rate " + samplesPerSecond + " Hz; give a positive rate.");
    }
  }

  /** Grid cells of one window: rate times length for a time series, otherwise one. */
  public int gridSteps(Duration windowSize) {
    if (kind != ModalityKind.TIME_SERIES) {
      return 1;
    }
    return Math.max(1, (int) Math.round(windowSize.toNanos() / 1e9 * samplesPerSecond));
  }
}
