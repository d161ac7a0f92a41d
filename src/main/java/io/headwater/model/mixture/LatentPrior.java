package io.headwater.model.mixture;

import ai.djl.ndarray.NDArray;

/** A mixture as the prior of the latent in one step of the optimiser. */
public interface LatentPrior {

  /**
   * What the prior adds to the bound.
   *
   * @param divergence L2 + L3 + L4 of each row, (row, 1)
   * @param logResponsibility of each listed outcome, (row, component); null where outcomes are not
   *     listed
   */
  record Term(NDArray divergence, NDArray logResponsibility) {}

  /**
   * Differentiable inside a {@link io.headwater.model.GradientScope}.
   *
   * @param q posteriors of the rows
   * @param z one sample of each, (row, dimension)
   */
  Term of(MixtureModules.Posterior q, NDArray z);
}
