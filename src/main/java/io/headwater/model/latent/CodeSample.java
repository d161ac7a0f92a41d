package io.headwater.model.latent;

import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Codes of {@code rows} windows. The caller whitens them: mean 0 and covariance I over present
 * rows, within the latent and within the exogenous part of each modality. Arrays are held, not
 * copied, because reservoirs are large; nobody may change them afterwards.
 *
 * @param rows number of windows
 * @param latents latents of each modality, each at least 1
 * @param exogenous private components of each modality, 0 or more
 * @param given per modality, other modalities whose latent codes its flow is given: shared blocks
 *     that it contains. It is unmixed given them, and no edge joins it with them. Present wherever
 *     the modality is
 * @param codes per modality {@code rows * (latents[m] + exogenous[m])} values, row-major, latents
 *     first; values of absent rows are never read
 * @param present per modality {@code rows} flags, 1 or 0
 */
public record CodeSample(
    int rows, int[] latents, int[] exogenous, int[][] given, float[][] codes, byte[][] present) {
  public CodeSample {
    Objects.requireNonNull(latents, "latents");
    Objects.requireNonNull(exogenous, "exogenous");
    Objects.requireNonNull(given, "given");
    Objects.requireNonNull(codes, "codes");
    Objects.requireNonNull(present, "present");
    if (latents.length == 0
        || exogenous.length != latents.length
        || given.length != latents.length
        || codes.length != latents.length
        || present.length != latents.length) {
      throw new IllegalArgumentException(
          "A code sample needs latents, exogenous parts, codes and presence for the same"
              + " modalities,"
              + " at least one; got %d, %d, %d and %d."
                  .formatted(latents.length, exogenous.length, codes.length, present.length));
    }
    for (int m = 0; m < latents.length; m++) {
      checkModality(m, rows, latents[m], exogenous[m], codes[m], present[m]);
      for (int block : given[m]) {
        checkGiven(m, block, given, present);
      }
    }
  }

  /** A sample in which no flow is given anything but its own modality. */
  public CodeSample(int rows, int[] latents, int[] exogenous, float[][] codes, byte[][] present) {
    this(rows, latents, exogenous, new int[latents.length][0], codes, present);
  }

  private static void checkGiven(int m, int block, int[][] given, byte[][] present) {
    if (block == m || given[block].length > 0) {
      throw new IllegalArgumentException(
          "Modality %d is given modality %d, which is itself or is given others; give it shared blocks alone."
              .formatted(m, block));
    }
    for (int i = 0; i < present[m].length; i++) {
      if (present[m][i] != 0 && present[block][i] == 0) {
        throw new IllegalArgumentException(
            "Row %d has modality %d but not the shared block %d that it contains; mark the block present."
                .formatted(i, m, block));
      }
    }
  }

  private static void checkModality(
      int m, int rows, int latents, int exogenous, float[] codes, byte[] present) {
    if (latents < 1 || exogenous < 0) {
      throw new IllegalArgumentException(
          "Modality %d declares %d latents and %d exogenous components; give at least 1 and 0."
              .formatted(m, latents, exogenous));
    }
    int width = latents + exogenous;
    if (codes.length != rows * width || present.length != rows) {
      throw new IllegalArgumentException(
          "Modality %d has %d codes and %d presence flags; %d rows of %d code dimensions need %d and %d."
              .formatted(m, codes.length, present.length, rows, width, rows * width, rows));
    }
    for (int i = 0; i < rows; i++) {
      for (int k = 0; present[i] != 0 && k < width; k++) {
        if (!Float.isFinite(codes[i * width + k])) {
          throw new IllegalArgumentException(
              "Row %d of modality %d has code %s; mark the row absent or repair its encoder."
                  .formatted(i, m, codes[i * width + k]));
        }
      }
    }
  }

  /** A sample of latent codes alone, in which every modality is present in every row. */
  public static CodeSample complete(int rows, int[] latents, float[][] codes) {
    return complete(rows, latents, new int[latents.length], codes);
  }

  /** A sample in which every modality is present in every row. */
  public static CodeSample complete(int rows, int[] latents, int[] exogenous, float[][] codes) {
    byte[][] present = new byte[latents.length][rows];
    for (byte[] flags : present) {
      java.util.Arrays.fill(flags, (byte) 1);
    }
    return new CodeSample(rows, latents, exogenous, codes, present);
  }

  /** Rows with at least one modality. */
  int[] rowsWithAny() {
    return IntStream.range(0, rows)
        .filter(i -> IntStream.range(0, modalities()).anyMatch(m -> has(m, i)))
        .toArray();
  }

  /** Whether the flow of one of the two is given the code of the other. */
  boolean contains(int first, int second) {
    return java.util.Arrays.stream(given[first]).anyMatch(block -> block == second)
        || java.util.Arrays.stream(given[second]).anyMatch(block -> block == first);
  }

  /** Latents and exogenous components of a modality. */
  int width(int modality) {
    return latents[modality] + exogenous[modality];
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
