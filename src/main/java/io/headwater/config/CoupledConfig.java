package io.headwater.config;

/**
 * Settings of the kind {@code coupled}.
 *
 * @param geometry what the embeddings lie on, default a box
 * @param temperature of the contrast, over 0; default {@link Geometry#temperature}
 * @param queue recent embeddings kept as further negatives, from 0; default 2048
 * @param negatives which windows may stand against a window, default those of other times
 */
public record CoupledConfig(
    Geometry geometry, Double temperature, Integer queue, Negatives negatives) {

  /** What embeddings lie on, and how they are compared (Liu et al., theorems 4.1 and 4.2). */
  public enum Geometry {
    /** Unit sphere, cosine. */
    SPHERE(0.1),
    /** Box, L1. */
    BOX(1.0);

    private final double temperature;

    Geometry(double temperature) {
      this.temperature = temperature;
    }

    public double temperature() {
      return temperature;
    }
  }

  /** Which windows may stand against a window. */
  public enum Negatives {
    /** All but those of the same subject that overlap or touch. */
    OTHER_TIMES,
    /** Those of other subjects alone. */
    OTHER_SUBJECTS
  }

  public static final Negatives DEFAULT_NEGATIVES = Negatives.OTHER_TIMES;
  public static final Geometry DEFAULT_GEOMETRY = Geometry.BOX;
  public static final int DEFAULT_QUEUE = 2048;

  public CoupledConfig {
    geometry = geometry == null ? DEFAULT_GEOMETRY : geometry;
    temperature = temperature == null ? (Double) geometry.temperature() : temperature;
    queue = queue == null ? (Integer) DEFAULT_QUEUE : queue;
    negatives = negatives == null ? DEFAULT_NEGATIVES : negatives;
  }

  static CoupledConfig defaults() {
    return new CoupledConfig(null, null, null, null);
  }
}
