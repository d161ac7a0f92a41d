package io.headwater.simulate;

import java.util.SplittableRandom;

/**
 * The hidden causes of every subject at every step: a pure function of seed, subject and step.
 *
 * <p>With autocorrelation ρ the exogenous noise is AR(1) in its moving-average form, {@code e_t = c
 * Σ ρ^k u_(t−k)}, cut where ρ^k falls below a thousandth, so that no past has to be replayed.
 */
final class HiddenCauses {
  private static final double NEGLIGIBLE = 1e-3;
  private static final double[] NO_MEMORY = {1};
  private static final long PILOT_SUBJECT = Draws.key("pilot");

  private final long seed;
  private final int modalities;
  private final LinkGraph links;
  private final Mechanisms mechanisms;
  private final double[] memory;

  HiddenCauses(WardSettings settings, int modalities) {
    this.seed = settings.seed();
    this.modalities = modalities;
    this.links =
        LinkGraph.draw(
            Draws.of(seed, Draws.Purpose.LINKS), modalities, settings.latentsPerModality());
    this.mechanisms =
        new Mechanisms(
            links, Draws.of(seed, Draws.Purpose.MECHANISMS), Draws.of(seed, Draws.Purpose.PILOT));
    this.memory = memory(settings.autocorrelation());
  }

  private static double[] memory(double rho) {
    int terms = rho == 0 ? 1 : 1 + (int) Math.ceil(Math.log(NEGLIGIBLE) / Math.log(rho));
    double[] weights = new double[terms];
    double squares = 0;
    for (int k = 0; k < terms; k++) {
      weights[k] = k == 0 ? 1 : rho * weights[k - 1];
      squares += weights[k] * weights[k];
    }
    for (int k = 0; k < terms; k++) {
      weights[k] /= Math.sqrt(squares);
    }
    return weights;
  }

  LinkGraph links() {
    return links;
  }

  /**
   * @param step number of the step since the epoch
   */
  Causes at(long subjectKey, long step) {
    return at(subjectKey, step, memory);
  }

  private Causes at(long subjectKey, long step, double[] memory) {
    int latents = links.parents().length;
    double[] noise = new double[latents + modalities];
    for (int k = 0; k < memory.length; k++) {
      SplittableRandom random = Draws.of(seed, Draws.Purpose.CAUSES, subjectKey, step - k);
      for (int i = 0; i < noise.length; i++) {
        noise[i] += memory[k] * Draws.laplace(random);
      }
    }
    double[] own = new double[modalities];
    System.arraycopy(noise, latents, own, 0, modalities);
    return new Causes(mechanisms.latents(noise), own);
  }

  /** Causes of an imagined subject without autocorrelation, for standardising what they move. */
  Causes pilot(int row) {
    return at(PILOT_SUBJECT, row, NO_MEMORY);
  }

  /**
   * @param latents modality by modality
   * @param exogenous one private component per modality
   */
  record Causes(double[] latents, double[] exogenous) {
    /** A modality's latents followed by its private component. */
    double[] of(int modality) {
      int d = latents.length / exogenous.length;
      double[] own = new double[d + 1];
      System.arraycopy(latents, modality * d, own, 0, d);
      own[d] = exogenous[modality];
      return own;
    }
  }
}
