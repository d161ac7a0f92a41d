package io.headwater.model.mixture;

import ai.djl.ndarray.NDArray;
import io.headwater.model.Scalars;

/**
 * All joint outcomes of a mixture, summed over exactly.
 *
 * @param mean (1, component, dimension)
 * @param variance same shape
 * @param logWeight (1, component)
 */
public record OutcomePrior(NDArray mean, NDArray variance, NDArray logWeight, Scalars scalars)
    implements LatentPrior {

  @Override
  public Term of(MixtureModules.Posterior q, NDArray z) {
    NDArray log = responsibility(z);
    return new Term(mixture(q, log), log);
  }

  /** Log-responsibilities of one sample of each row, (row, component). */
  private NDArray responsibility(NDArray z) {
    NDArray apart = z.expandDims(1).sub(mean);
    NDArray log =
        apart.square().div(variance).add(variance.log()).sum(new int[] {2}).mul(scalars.of(-0.5));
    return log.add(logWeight).logSoftmax(1);
  }

  /** L2 + L3 + L4 of each row, (row, 1). */
  private NDArray mixture(MixtureModules.Posterior q, NDArray logResponsibility) {
    NDArray half = scalars.of(0.5);
    NDArray apart = q.mean().expandDims(1).sub(mean);
    NDArray each =
        apart
            .square()
            .add(q.variance().expandDims(1))
            .div(variance)
            .add(variance.log())
            .sum(new int[] {2})
            .mul(half);
    NDArray of = each.add(logResponsibility).sub(logWeight);
    NDArray entropy = q.variance().log().sum(new int[] {1}, true).mul(half);
    return logResponsibility.exp().mul(of).sum(new int[] {1}, true).sub(entropy);
  }
}
