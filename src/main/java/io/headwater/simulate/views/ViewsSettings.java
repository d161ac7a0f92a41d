package io.headwater.simulate.views;

import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * What a set of views is like.
 *
 * @param sets per modality, the latents that it contains, by number from 0
 * @param tall channels per latent of a modality
 * @param noise deviation of the noise of each channel
 * @param law of the latents' own noise
 * @param links between latents; causes have lower numbers than effects
 * @param deficient whether each modality loses one dimension of what it contains
 * @param shuffledPairing whether each modality's rows are permuted on their own
 * @param samples number of rows
 * @param seed everything follows from it and from the number of rows
 */
public record ViewsSettings(
    List<List<Integer>> sets,
    int tall,
    double noise,
    Law law,
    List<Link> links,
    boolean deficient,
    boolean shuffledPairing,
    int samples,
    long seed) {
  /** Some 4,000 to learn from and 2,000 to score. */
  public static final int DEFAULT_SAMPLES = 6144;

  private static final int DEFAULT_TALL = 2;

  /** Laws of the latents' own noise. */
  public enum Law {
    GAUSSIAN,
    LAPLACE,
    /** Laplace for every other latent. */
    MIXED;

    /** Of variance 1. */
    double draw(int latent, RandomGenerator random) {
      if (this == LAPLACE || this == MIXED && latent % 2 == 0) {
        double u = random.nextDouble() - 0.5;
        return -Math.signum(u) * Math.log(1 - 2 * Math.abs(u)) / Math.sqrt(2);
      }
      return random.nextGaussian();
    }
  }

  /** Link {@code effect = strength * 1.3 tanh(cause) + noise}. */
  public record Link(int cause, int effect, double strength) {}

  public ViewsSettings {
    sets = sets.stream().map(List::copyOf).toList();
    links = List.copyOf(links);
    Objects.requireNonNull(law, "law");
    if (sets.size() < 2 || sets.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException(
          "Views need two modalities or more with a latent each; got %s.".formatted(sets));
    }
    if (tall < 1 || !(noise >= 0) || samples < 1) {
      throw new IllegalArgumentException(
          "Views need at least one channel per latent (%d), noise of 0 or more (%s) and a row (%d)."
              .formatted(tall, noise, samples));
    }
    for (Link link : links) {
      if (link.cause() >= link.effect()) {
        throw new IllegalArgumentException(
            "Link %s leads backwards; number causes before their effects.".formatted(link));
      }
    }
  }

  /** Twice as many channels as latents, without noise and links, laws mixed. */
  public static ViewsSettings of(List<List<Integer>> sets, long seed) {
    return new ViewsSettings(
        sets, DEFAULT_TALL, 0, Law.MIXED, List.of(), false, false, DEFAULT_SAMPLES, seed);
  }

  public ViewsSettings withTall(int factor) {
    return new ViewsSettings(
        sets, factor, noise, law, links, deficient, shuffledPairing, samples, seed);
  }

  public ViewsSettings withNoise(double deviation) {
    return new ViewsSettings(
        sets, tall, deviation, law, links, deficient, shuffledPairing, samples, seed);
  }

  public ViewsSettings withLaw(Law value) {
    return new ViewsSettings(
        sets, tall, noise, value, links, deficient, shuffledPairing, samples, seed);
  }

  public ViewsSettings withLinks(List<Link> value) {
    return new ViewsSettings(
        sets, tall, noise, law, value, deficient, shuffledPairing, samples, seed);
  }

  public ViewsSettings withoutRank() {
    return new ViewsSettings(sets, tall, noise, law, links, true, shuffledPairing, samples, seed);
  }

  public ViewsSettings withShuffledPairing() {
    return new ViewsSettings(sets, tall, noise, law, links, deficient, true, samples, seed);
  }

  public ViewsSettings withSamples(int rows) {
    return new ViewsSettings(sets, tall, noise, law, links, deficient, shuffledPairing, rows, seed);
  }

  /** Number of latents of all modalities together. */
  public int latents() {
    return 1 + sets.stream().flatMap(List::stream).mapToInt(Integer::intValue).max().orElse(-1);
  }
}
