package io.headwater.simulate.scenario;

import java.util.List;
import java.util.Objects;

/**
 * What is seen of the latents.
 *
 * @param channels channels of each modality, in observed order; ignored for pictures
 * @param mixing how components become channels
 * @param noise standard deviation of noise added to each channel, whose own deviation is 1
 * @param missingRate share of rows that each modality misses, independently of the others; where
 *     all would be missing, one stays
 */
public record Observation(
    List<Integer> channels, MixingForm mixing, double noise, double missingRate) {

  /** How components become channels. */
  public enum MixingForm {
    /** Curved inside, then linear to the channels: a linear subspace holds the data. */
    FLAT,
    /** Curved up to the channels: no linear subspace smaller than the channels holds the data. */
    CURVED,
    /** Pictures of a coloured digit and an item of clothing. */
    PICTURES
  }

  private static final double MOST_MISSING = 0.95;

  public Observation {
    channels = List.copyOf(channels);
    Objects.requireNonNull(mixing, "mixing");
    if (!(noise >= 0 && Double.isFinite(noise))) {
      throw new IllegalArgumentException(
          "Observation noise of deviation %s cannot be added; give 0 or more.".formatted(noise));
    }
    if (!(missingRate >= 0 && missingRate <= MOST_MISSING)) {
      throw new IllegalArgumentException(
          "A missing rate of %s is outside 0 to %s.".formatted(missingRate, MOST_MISSING));
    }
  }

  /** Complete and free of noise, with so many channels in all, shared out as evenly as possible. */
  public static Observation of(int channels, int modalities, MixingForm mixing) {
    return new Observation(split(channels, modalities), mixing, 0, 0);
  }

  /** So many channels in all, shared out as evenly as possible, the first having more. */
  public static List<Integer> split(int channels, int modalities) {
    Integer[] each = new Integer[modalities];
    for (int m = 0; m < modalities; m++) {
      each[m] = channels / modalities + (m < channels % modalities ? 1 : 0);
    }
    return List.of(each);
  }

  public Observation withNoise(double value) {
    return new Observation(channels, mixing, value, missingRate);
  }

  public Observation withMissingRate(double value) {
    return new Observation(channels, mixing, noise, value);
  }
}
