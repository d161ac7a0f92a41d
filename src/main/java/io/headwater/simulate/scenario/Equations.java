package io.headwater.simulate.scenario;

import java.util.Objects;

/**
 * How causes make effects.
 *
 * @param mechanism form of the structural equations
 * @param noise law of the exogenous noise and of the exogenous components, of variance 1
 * @param heteroscedasticity how strongly parents scale the noise: a factor from e^−h to e^h, 0 for
 *     none
 * @param noiseShare share of a child's standard deviation that is its own noise, over 0 to 1;
 *     {@link Mechanism#LEAKY} has its own
 */
public record Equations(
    Mechanism mechanism, Noise noise, double heteroscedasticity, double noiseShare) {

  /** Form of {@code f}. */
  public enum Mechanism {
    /** {@code a · leakyReLU(Σ z + c) + .6 tanh(b Σ z)}, noise of deviation .6 beside it. */
    LEAKY,
    /** {@code Σ c1 z + c2 tanh(2 (z − b))}, both of one sign: monotone in each parent. */
    MONOTONE,
    /** The same with signs drawn apart, so that it may bend back (recipe-splus.md 1). */
    BENT,
    /** {@code Σ c1 z}. */
    LINEAR
  }

  /** Law of the noise. */
  public enum Noise {
    LAPLACE,
    GAUSSIAN,
    UNIFORM
  }

  /** Half: parents explain three quarters of a child's variance. */
  public static final double DEFAULT_NOISE_SHARE = 0.5;

  /** That of recipe-splus.md; with it the direction of links shows in the likelihood. */
  public static final double DEFAULT_HETEROSCEDASTICITY = 0.7;

  private static final double MOST_HETEROSCEDASTICITY = 2;

  public Equations {
    Objects.requireNonNull(mechanism, "mechanism");
    Objects.requireNonNull(noise, "noise");
    if (!(heteroscedasticity >= 0 && heteroscedasticity <= MOST_HETEROSCEDASTICITY)) {
      throw new IllegalArgumentException(
          "Heteroscedasticity %s is outside 0 to %s; 0 is noise of equal size everywhere."
              .formatted(heteroscedasticity, MOST_HETEROSCEDASTICITY));
    }
    if (!(noiseShare > 0 && noiseShare <= 1)) {
      throw new IllegalArgumentException(
          "A noise share of %s is outside 0 (excluded) to 1; 0.5 is usual.".formatted(noiseShare));
    }
  }

  /** Laplace noise whose size depends on the parents: identifiable. */
  public static Equations heteroscedasticLaplace(Mechanism mechanism) {
    return new Equations(mechanism, Noise.LAPLACE, DEFAULT_HETEROSCEDASTICITY, DEFAULT_NOISE_SHARE);
  }

  /** Gaussian noise of one size. */
  public static Equations gaussian(Mechanism mechanism) {
    return new Equations(mechanism, Noise.GAUSSIAN, 0, DEFAULT_NOISE_SHARE);
  }

  public Equations withNoise(Noise law, double heteroscedasticity) {
    return new Equations(mechanism, law, heteroscedasticity, noiseShare);
  }
}
