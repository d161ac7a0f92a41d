package io.headwater.model.latent;

import java.util.Objects;

/**
 * Codes of {@code rows} windows. The caller whitens them (mean 0, covariance I over present rows).
 * Arrays are held, not copied, because reservoirs are large; nobody may change them afterwards.
 *
 * @param rows number of windows
 * @param latents latents of each modality, each at least 1
 * @param codes per modality {@code rows * latents[m]} values, row-major; values of absent rows are
 *     never read
 * @param present per modality {@code rows} flags, 1 or 0
 */
public record CodeSample(int rows, int[] latents, float[][] codes, byte[][] present) {
  public CodeSample {
    Objects.requireNonNull(latents, "latents");
    Objects.requireNonNull(codes, "codes");
    Objects.requireNonNull(present, "present");
    if (latents.length == 0 || codes.length != latents.length || present.length != latents.length) {
      throw new IllegalArgumentException(
          "A code sample needs latents, codes and presence for the same modalities, at least one;"
              + " got %d, %d and %d.".formatted(latents.length, codes.length, present.length));
    }
    for (int m = 0; m < latents.length; m++) {
      checkModality(m, rows, latents[m], codes[m], present[m]);
    }
  }

  private static void checkModality(int m, int rows, int latents, float[] codes, byte[] present) {
    if (latents < 1) {
      throw new IllegalArgumentException(
          "Modality %d declares %d latents; give at least 1.".formatted(m, latents));
    }
    if (codes.length != rows * latents || present.length != rows) {
      throw new IllegalArgumentException(
          "Modality %d has %d codes and %d presence flags; %d rows of %d latents need %d and %d."
              .formatted(m, codes.length, present.length, rows, latents, rows * latents, rows));
    }
    for (int i = 0; i < rows; i++) {
      for (int k = 0; present[i] != 0 && k < latents; k++) {
        if (!Float.isFinite(codes[i * latents + k])) {
          throw new IllegalArgumentException(
              "Row %d of modality %d has code %s; mark the row absent or repair its encoder."
                  .formatted(i, m, codes[i * latents + k]));
        }
      }
    }
  }

  /** A sample in which every modality is present in every row. */
  public static CodeSample complete(int rows, int[] latents, float[][] codes) {
    byte[][] present = new byte[latents.length][rows];
    for (byte[] flags : present) {
      java.util.Arrays.fill(flags, (byte) 1);
    }
    return new CodeSample(rows, latents, codes, present);
  }

  int modalities() {
    return latents.length;
  }

  boolean has(int modality, int row) {
    return present[modality][row] != 0;
  }

  /** Rows in which both modalities are present. */
  int sharedRows(int first, int second) {
    int count = 0;
    for (int i = 0; i < rows; i++) {
      count += has(first, i) && has(second, i) ? 1 : 0;
    }
    return count;
  }
}
