package io.headwater.simulate.circles;

import java.util.Objects;

/**
 * What a set of circles is like.
 *
 * @param causes how colour, size and place come about
 * @param missing share of the rows that lack one of the two modalities, 0 to 1
 * @param shuffled whether curves belong to other rows than the pictures beside them
 * @param samples number of rows
 * @param seed everything follows from it
 */
public record CirclesSettings(
    Causes causes, double missing, boolean shuffled, int samples, long seed) {

  /** How colour, size and place come about. */
  public enum Causes {
    /** Two categories each, along a graph with two edges. */
    GRAPH,
    /** Two categories each, independent. */
    INDEPENDENT,
    /** No categories: jointly Gaussian, with the means and effects of the others. */
    BLOB
  }

  public static final int DEFAULT_SAMPLES = 5000;

  public CirclesSettings {
    Objects.requireNonNull(causes, "causes");
    if (!(missing >= 0 && missing <= 1) || samples < 1) {
      throw new IllegalArgumentException(
          "Circles need a share of missing modalities from 0 to 1 (%s) and at least one row (%d)."
              .formatted(missing, samples));
    }
  }

  /** Categories along a graph, both modalities in every row. */
  public static CirclesSettings of(long seed) {
    return new CirclesSettings(Causes.GRAPH, 0, false, DEFAULT_SAMPLES, seed);
  }

  public CirclesSettings withCauses(Causes other) {
    return new CirclesSettings(other, missing, shuffled, samples, seed);
  }

  public CirclesSettings withMissing(double share) {
    return new CirclesSettings(causes, share, shuffled, samples, seed);
  }

  public CirclesSettings withShuffledPairing() {
    return new CirclesSettings(causes, missing, true, samples, seed);
  }

  public CirclesSettings withSamples(int rows) {
    return new CirclesSettings(causes, missing, shuffled, rows, seed);
  }
}
