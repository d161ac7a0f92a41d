package io.headwater.window;

import java.util.Objects;

/**
 * One modality inside one window, on its fixed grid.
 *
 * @param modality modality name
 * @param steps grid cells along time; 1 for images and tabular rows
 * @param channels channels per cell
 * @param values row-major (step, channel); 0 where masked
 * @param present same layout; 1 where a value is known, else 0
 * @param flags bit set of {@link QualityFlag}
 */
public record SampleGrid(
    String modality, int steps, int channels, float[] values, byte[] present, int flags) {
  public SampleGrid {
    Objects.requireNonNull(modality, "modality");
    if (values.length != steps * channels || present.length != values.length) {
      throw new IllegalArgumentException(
          "Grid of '%s' is %d × %d but carries %d values and %d marks."
              .formatted(modality, steps, channels, values.length, present.length));
    }
  }

  /** Share of known cells, 0 to 1. */
  public float coverage() {
    int known = 0;
    for (byte mark : present) {
      known += mark;
    }
    return present.length == 0 ? 0f : (float) known / present.length;
  }
}
