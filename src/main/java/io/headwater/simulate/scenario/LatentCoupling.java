package io.headwater.simulate.scenario;

import java.util.SplittableRandom;

/** Draws latents of a modality, evenly or around those of another; each has variance 1. */
interface LatentCoupling {
  double[] even(SplittableRandom random, int latents);

  /**
   * @param partner latents of the other modality, one for each that is drawn
   */
  double[] around(SplittableRandom random, double[] partner);
}
