package io.headwater.simulate.scenario;

import java.util.Objects;

/**
 * Latents that are coupled without a direction, after Liu et al. (2024): evenly spread in one
 * modality, and in the next drawn around those of the one before. It stands in the place of
 * structural equations; the links say who is whose partner.
 *
 * @param space where latents lie
 * @param law of the coupling
 * @param scale in a box, of the law, as a share of the side; on a sphere the inverse of the
 *     concentration
 */
public record Coupling(Space space, Law law, double scale) {

  /** Where the latents of a modality lie; scaled so that each has variance 1. */
  public enum Space {
    /** Independent and uniform between ±√3. */
    BOX,
    /** Uniform on a sphere around zero: no latent is independent of the others. */
    SPHERE
  }

  /** How a latent differs from its partner. */
  public enum Law {
    /** Two-sided exponential, cut off at the sides of the box (theorem 4.2). */
    LAPLACE,
    /** Normal, cut off likewise: not the law of any theorem. */
    NORMAL,
    /** Von Mises and Fisher's, of the whole vector on the sphere (theorem 4.1). */
    VON_MISES_FISHER
  }

  /** That of Zimmermann et al. 2021, whose protocol Liu et al. follow. */
  public static final double DEFAULT_SCALE = 0.05;

  public Coupling {
    Objects.requireNonNull(space, "space");
    Objects.requireNonNull(law, "law");
    if ((space == Space.SPHERE) != (law == Law.VON_MISES_FISHER)) {
      throw new IllegalArgumentException(
          "A coupling of law %s does not live in space %s; von Mises and Fisher's is the sphere's."
              .formatted(law, space));
    }
    if (!(scale > 0 && scale <= 1)) {
      throw new IllegalArgumentException(
          "A coupling of scale %s is outside 0 (excluded) to 1; %s is usual."
              .formatted(scale, DEFAULT_SCALE));
    }
  }

  public static Coupling box(Law law) {
    return new Coupling(Space.BOX, law, DEFAULT_SCALE);
  }

  public static Coupling sphere() {
    return new Coupling(Space.SPHERE, Law.VON_MISES_FISHER, DEFAULT_SCALE);
  }
}
