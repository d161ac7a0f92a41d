package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * The training objective of {@link Bottleneck}: weighted squared errors of self-reconstruction and
 * cross-prediction, plus the squared distance of each code's covariance from the identity, plus the
 * {@link Alignment} of what modalities share.
 *
 * <p>Weights carry masks, averaging and the importance of the terms, so that absent data drop out
 * and no division happens under the collector.
 */
public final class BottleneckObjective {
  private final Bottleneck bottleneck;
  private final Scalars scalars;
  private final double covarianceWeight;
  private final List<Alignment.Pair> aligned;
  private final Alignment alignment;
  private final double alignmentWeight;

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

  /** An objective without shared blocks. */
  public BottleneckObjective(Bottleneck bottleneck, Scalars scalars, double covarianceWeight) {
    this(bottleneck, scalars, covarianceWeight, List.of(), new Alignment(scalars, 1), 0);
  }

  /**
   * @param aligned pairs of modalities that hold a shared block
   * @param alignmentWeight weight of the mean loss over these pairs
   */
  public BottleneckObjective(
      Bottleneck bottleneck,
      Scalars scalars,
      double covarianceWeight,
      List<Alignment.Pair> aligned,
      Alignment alignment,
      double alignmentWeight) {
    this.bottleneck = bottleneck;
    this.scalars = scalars;
    this.covarianceWeight = covarianceWeight;
    this.aligned = List.copyOf(aligned);
    this.alignment = alignment;
    this.alignmentWeight = alignmentWeight;
  }

  /** Pairs of modalities that hold a shared block. */
  public List<Alignment.Pair> aligned() {
    return aligned;
  }

  /** The objective of a batch in which nothing is aligned. */
  public Value evaluate(ParameterLayout.Parameters p, BlockBatch[] batch, NDManager step) {
    return evaluate(p, batch, new Alignment.PairBatch[aligned.size()], step);
  }

  /**
   * Evaluates the objective; differentiable when called inside a {@link GradientScope}.
   *
   * @param pairs one per {@link #aligned}; null where too few windows have both modalities
   */
  public Value evaluate(
      ParameterLayout.Parameters p,
      BlockBatch[] batch,
      Alignment.PairBatch[] pairs,
      NDManager step) {
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
        loss =
            loss.add(
                CodeCovariance.fromIdentity(codes[m], b.rowWeight)
                    .mul(scalars.of(covarianceWeight)));
      }
    }
    for (int i = 0; i < pairs.length; i++) {
      if (pairs[i] != null) {
        Alignment.Pair pair = aligned.get(i);
        NDArray nats = alignment.loss(pair, pairs[i], codes[pair.first()], codes[pair.second()]);
        loss = loss.add(nats.mul(scalars.of(alignmentWeight / pairs.length)));
      }
    }
    return new Value(loss, codes, self);
  }

  private static NDArray error(NDArray predicted, NDArray target, NDArray weight) {
    return predicted.sub(target).square().mul(weight).sum();
  }
}
