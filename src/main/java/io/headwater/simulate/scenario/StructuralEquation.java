package io.headwater.simulate.scenario;

import io.headwater.simulate.scenario.Equations.Mechanism;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The equation of one latent, {@code z = a (f − mean)/sd + b h/rms · e}, with {@code a² + b² = 1},
 * so that z has mean 0 and variance 1; a root is its noise e.
 *
 * <p>In a cycle it is {@code z = (a … + b … + g F/L − mean')/sd'} where F is the function of the
 * parents in the cycle and L its Lipschitz constant. The noise scale h then depends on the parents
 * outside the cycle alone. So the map from the cycle's latents (before the outer standardising) to
 * themselves has Lipschitz constant g &lt; 1 in the maximum norm whatever the noise: a contraction,
 * whose fixed point is unique and reached by iterating (Banach).
 */
final class StructuralEquation {
  /** g: strong enough to matter, weak enough that sixty rounds of iterating end below 1e-13. */
  static final double LOOP_GAIN = 0.6;

  private static final double LEAKY_NOISE = 0.6;

  private final Equations equations;
  private final boolean hasOuterParents;
  private final CauseFunction outer;
  private final NoiseScale noiseScale;
  private final CauseFunction inner;
  private double causeMean;
  private double causeSd = 1;
  private double noiseRms = 1;

  StructuralEquation(
      Equations equations,
      SplittableRandom random,
      List<Integer> outerParents,
      List<Integer> innerParents) {
    this.equations = equations;
    this.hasOuterParents = !outerParents.isEmpty();
    this.outer = CauseFunction.draw(equations.mechanism(), random, outerParents);
    this.noiseScale = NoiseScale.draw(equations.heteroscedasticity(), random, outerParents);
    this.inner =
        innerParents.isEmpty()
            ? null
            : CauseFunction.draw(equations.mechanism(), random, innerParents);
  }

  /**
   * Standardises what comes from outside a cycle.
   *
   * @param pilot rows of latents, of which the outer parents are known
   */
  void standardise(double[][] pilot) {
    if (!hasOuterParents) {
      return;
    }
    double sum = 0;
    double squares = 0;
    double noiseSquares = 0;
    for (double[] z : pilot) {
      double f = outer.value(z);
      double h = noiseScale.value(z);
      sum += f;
      squares += f * f;
      noiseSquares += h * h;
    }
    causeMean = sum / pilot.length;
    causeSd = Math.sqrt(squares / pilot.length - causeMean * causeMean);
    noiseRms = Math.sqrt(noiseSquares / pilot.length);
  }

  /** Whatever comes from outside a cycle: mean 0, variance 1; in a cycle of its own, noise only. */
  double fromOutside(double[] z, double noise) {
    if (!hasOuterParents) {
      return noise * (inner == null ? 1 : noiseShare());
    }
    double share = noiseShare();
    double cause = (outer.value(z) - causeMean) / causeSd;
    return Math.sqrt(1 - share * share) * cause + share * noiseScale.value(z) / noiseRms * noise;
  }

  /** What comes from inside the cycle; changes by at most {@link #LOOP_GAIN} per unit. */
  double fromInside(double[] z) {
    return LOOP_GAIN * inner.value(z) / inner.steepest();
  }

  private double noiseShare() {
    return equations.mechanism() == Mechanism.LEAKY
        ? LEAKY_NOISE / Math.sqrt(causeSd * causeSd + LEAKY_NOISE * LEAKY_NOISE)
        : equations.noiseShare();
  }
}
