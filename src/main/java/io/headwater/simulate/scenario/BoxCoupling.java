package io.headwater.simulate.scenario;

import io.headwater.simulate.scenario.Coupling.Law;
import java.util.SplittableRandom;

/**
 * Independent latents between ±√3, drawn around their partners until they fall between the sides.
 */
final class BoxCoupling implements LatentCoupling {
  private static final double HALF_SIDE = Math.sqrt(3);

  private final Law law;
  private final double scale;

  /**
   * @param scale mean distance of the Laplace, deviation of the normal law, as a share of the side
   */
  BoxCoupling(Law law, double scale) {
    this.law = law;
    this.scale = 2 * HALF_SIDE * scale;
  }

  @Override
  public double[] even(SplittableRandom random, int latents) {
    return NoiseLaw.draw(Equations.Noise.UNIFORM, random, latents);
  }

  @Override
  public double[] around(SplittableRandom random, double[] partner) {
    double[] own = new double[partner.length];
    for (int i = 0; i < own.length; i++) {
      do { // at a side every second draw falls outside
        own[i] = partner[i] + scale * noise(random);
      } while (Math.abs(own[i]) > HALF_SIDE);
    }
    return own;
  }

  private double noise(SplittableRandom random) {
    if (law == Law.NORMAL) {
      return random.nextGaussian();
    }
    double u = random.nextDouble() - 0.5;
    return -Math.signum(u) * StrictMath.log(1 - 2 * Math.abs(u) + 1e-12);
  }
}
