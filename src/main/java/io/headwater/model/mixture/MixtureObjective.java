package io.headwater.model.mixture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;

/**
 * The bound on the log-likelihood of a batch (Trask et al. 2022; Walker et al. 2023): L1 + L_expert
 * + β (L2 + L3 + L4), where q(c | x) is the posterior over outcomes of one sample of z. What
 * follows from the prior is that of a {@link LatentPrior}: with the sum over joint outcomes taken
 * exactly, or a sample of it. Before there is a mixture the prior is N(0, I).
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
      LatentPrior prior,
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
      LatentPrior.Term term = batch.prior.of(q, z);
      each = term.divergence();
      for (int m = 0; m < count; m++) {
        if (batch.modalities[m].curve != null) {
          loss = loss.add(expert(p, m, batch, term.logResponsibility().exp()));
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

  private NDArray expert(ParameterLayout.Parameters p, int m, Batch batch, NDArray responsibility) {
    CurveBatch curve = batch.modalities[m].curve;
    ExpertDecoder expert = modules.expert(m);
    NDArray curves =
        expert.standardised(p, curve.scale, curve.time, curve.centre, curve.perDeviation);
    NDArray cost = expert.cost(p, curves, curve.cells, curve.marks);
    return cost.mul(responsibility).sum(new int[] {1}, true).mul(batch.rowWeight).sum();
  }
}
