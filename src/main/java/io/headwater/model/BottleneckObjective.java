package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The training objective of {@link Bottleneck}: weighted squared errors of self-reconstruction and
 * cross-prediction, plus the squared distance of each code's covariance from the identity.
 *
 * <p>Weights carry masks, averaging and the importance of the terms, so that absent data drop out
 * and no division happens under the collector.
 */
public final class BottleneckObjective {
  private final Bottleneck bottleneck;
  private final Scalars scalars;
  private final double covarianceWeight;

  /**
   * Arrays of one modality in one mini-batch of n windows.
   *
   * @param input (n, 2 × cells)
   * @param target (n, targets)
   * @param selfWeight (n, targets)
   * @param others (n, others' targets), null with a single modality
   * @param crossWeight same shape as {@code others}
   * @param noise (n, code), added to the code before it is decoded
   * @param rowWeight (n, 1): 1/√(present rows) where the modality is present, else 0; null when too
   *     few rows are present for a covariance
   */
  public record BlockBatch(
      NDArray input,
      NDArray target,
      NDArray selfWeight,
      NDArray others,
      NDArray crossWeight,
      NDArray noise,
      NDArray rowWeight) {}

  /**
   * Value of the objective, still attached to the graph, and its parts.
   *
   * @param loss the scalar to differentiate
   * @param codes per modality (n, code), without noise
   * @param self per modality the weighted self-reconstruction error, scalars
   */
  public record Value(NDArray loss, NDArray[] codes, NDArray[] self) {}

  public BottleneckObjective(Bottleneck bottleneck, Scalars scalars, double covarianceWeight) {
    this.bottleneck = bottleneck;
    this.scalars = scalars;
    this.covarianceWeight = covarianceWeight;
  }

  /** Evaluates the objective; differentiable when called inside a {@link GradientScope}. */
  public Value evaluate(ParameterLayout.Parameters p, BlockBatch[] batch, NDManager step) {
    NDArray loss = step.zeros(new Shape());
    NDArray[] codes = new NDArray[batch.length];
    NDArray[] self = new NDArray[batch.length];
    for (int m = 0; m < batch.length; m++) {
      BlockBatch b = batch[m];
      codes[m] = bottleneck.encode(p, m, b.input, b.target);
      NDArray noisy = codes[m].add(b.noise);
      self[m] = error(bottleneck.reconstruct(p, m, noisy), b.target, b.selfWeight);
      loss = loss.add(self[m]);
      if (b.others != null) {
        loss = loss.add(error(bottleneck.predictOthers(p, m, noisy), b.others, b.crossWeight));
      }
      if (b.rowWeight != null) {
        loss = loss.add(correlation(codes[m], b.rowWeight).mul(scalars.of(covarianceWeight)));
      }
    }
    return new Value(loss, codes, self);
  }

  private static NDArray error(NDArray predicted, NDArray target, NDArray weight) {
    return predicted.sub(target).square().mul(weight).sum();
  }

  /** Squared Frobenius distance of the covariance over present rows from the identity. */
  private NDArray correlation(NDArray code, NDArray rowWeight) {
    NDArray mean = code.mul(rowWeight.square()).sum(new int[] {0}, true);
    NDArray centred = code.sub(mean).mul(rowWeight);
    NDArray covariance = centred.transpose().matMul(centred);
    int width = (int) code.getShape().get(1);
    NDManager step = rowWeight.getManager();
    return covariance.sub(step.eye(width)).square().sum();
  }
}
