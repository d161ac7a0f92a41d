package io.headwater.model.mixture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;

/**
 * The bound on the log-likelihood of a batch (Trask et al. 2022; Walker et al. 2023), with the sum
 * over joint outcomes taken exactly: L1 + L_expert + β (L2 + L3 + L4), where q(c | x) is the
 * posterior over components of one sample of z. Before there is a mixture the prior is N(0, I).
 */
public final class MixtureObjective {
  private final MixtureModules modules;
  private final Scalars scalars;
  private final double scale;

  /**
   * Arrays of one modality.
   *
   * @param input (row, 2 × cells)
   * @param target (row, targets)
   * @param weight (row, targets): 0 where unknown, else one over twice the error's variance and
   *     over the number of rows
   * @param shown (row, 1): 1 where the encoder may look
   * @param curve what its formula needs; null without one
   */
  public record ModalityBatch(
      NDArray input, NDArray target, NDArray weight, NDArray shown, CurveBatch curve) {}

  /**
   * Cells for a formula.
   *
   * @param cells (row, cell) standardised, 0 where unknown
   * @param marks (row, cell), 1 where known
   * @param time (1, cell) from 0 to 1
   * @param centre (1, cell) running means
   * @param perDeviation (1, cell) one over running deviations
   */
  public record CurveBatch(
      ExpertScale scale,
      NDArray cells,
      NDArray marks,
      NDArray time,
      NDArray centre,
      NDArray perDeviation) {}

  /**
   * The mixture as constants.
   *
   * @param mean (1, component, dimension)
   * @param variance same shape
   * @param logWeight (1, component)
   */
  public record Prior(NDArray mean, NDArray variance, NDArray logWeight) {}

  /**
   * A mini-batch.
   *
   * @param noise (row, dimension), standard normal
   * @param rowWeight (row, 1): one over the number of rows with any modality, 0 for others
   * @param prior null before there is a mixture
   * @param divergence weight β of what is not reconstruction, a scalar
   */
  public record Batch(
      ModalityBatch[] modalities,
      NDArray noise,
      NDArray rowWeight,
      Prior prior,
      NDArray divergence) {}

  /**
   * @param loss to differentiate
   * @param posterior of all rows
   * @param errors per modality the weighted squared error of reconstruction; scalars
   */
  public record Value(NDArray loss, MixtureModules.Posterior posterior, NDArray[] errors) {}

  /**
   * @param scale of the loss, so that its gradient has an ordinary size however many values a
   *     window has
   */
  public MixtureObjective(MixtureModules modules, Scalars scalars, double scale) {
    this.modules = modules;
    this.scalars = scalars;
    this.scale = scale;
  }

  /** Differentiable inside a {@link io.headwater.model.GradientScope}. */
  public Value evaluate(ParameterLayout.Parameters p, Batch batch, NDManager step) {
    int count = batch.modalities.length;
    NDArray[] inputs = new NDArray[count];
    NDArray[] targets = new NDArray[count];
    NDArray[] shown = new NDArray[count];
    for (int m = 0; m < count; m++) {
      inputs[m] = batch.modalities[m].input;
      targets[m] = batch.modalities[m].target;
      shown[m] = batch.modalities[m].shown;
    }
    MixtureModules.Posterior q = modules.fuse(p, inputs, targets, shown);
    NDArray z = q.variance().sqrt().mul(batch.noise).add(q.mean());
    NDArray loss = step.zeros(new Shape());
    NDArray[] errors = new NDArray[count];
    for (int m = 0; m < count; m++) {
      NDArray apart = modules.decode(p, m, z).sub(targets[m]);
      errors[m] = apart.square().mul(batch.modalities[m].weight).sum();
      loss = loss.add(errors[m]);
    }
    NDArray each;
    if (batch.prior == null) {
      each = standardNormal(q);
    } else {
      NDArray log = responsibility(batch, z);
      each = mixture(batch, q, log);
      for (int m = 0; m < count; m++) {
        if (batch.modalities[m].curve != null) {
          loss = loss.add(expert(p, m, batch, log.exp()));
        }
      }
    }
    NDArray divergence = each.mul(batch.rowWeight).sum();
    NDArray bound = loss.add(divergence.mul(batch.divergence));
    return new Value(bound.mul(scalars.of(scale)), q, errors);
  }

  /** KL divergence of each row from N(0, I), (row, 1). */
  private NDArray standardNormal(MixtureModules.Posterior q) {
    return q.mean()
        .square()
        .add(q.variance())
        .sub(q.variance().log())
        .sub(scalars.of(1))
        .sum(new int[] {1}, true)
        .mul(scalars.of(0.5));
  }

  /** Log-responsibilities of one sample of each row, (row, component). */
  private NDArray responsibility(Batch batch, NDArray z) {
    NDArray apart = z.expandDims(1).sub(batch.prior.mean);
    NDArray log =
        apart
            .square()
            .div(batch.prior.variance)
            .add(batch.prior.variance.log())
            .sum(new int[] {2})
            .mul(scalars.of(-0.5));
    return log.add(batch.prior.logWeight).logSoftmax(1);
  }

  /** L2 + L3 + L4 of each row, (row, 1). */
  private NDArray mixture(Batch batch, MixtureModules.Posterior q, NDArray logResponsibility) {
    NDArray half = scalars.of(0.5);
    NDArray apart = q.mean().expandDims(1).sub(batch.prior.mean);
    NDArray each =
        apart
            .square()
            .add(q.variance().expandDims(1))
            .div(batch.prior.variance)
            .add(batch.prior.variance.log())
            .sum(new int[] {2})
            .mul(half);
    NDArray of = each.add(logResponsibility).sub(batch.prior.logWeight);
    NDArray entropy = q.variance().log().sum(new int[] {1}, true).mul(half);
    return logResponsibility.exp().mul(of).sum(new int[] {1}, true).sub(entropy);
  }

  private NDArray expert(ParameterLayout.Parameters p, int m, Batch batch, NDArray responsibility) {
    CurveBatch curve = batch.modalities[m].curve;
    ExpertDecoder expert = modules.expert(m);
    NDArray curves =
        expert.standardised(p, curve.scale, curve.time, curve.centre, curve.perDeviation);
    NDArray cost = expert.cost(p, curves, curve.cells, curve.marks);
    return cost.mul(responsibility).sum(new int[] {1}, true).mul(batch.rowWeight).sum();
  }
}
