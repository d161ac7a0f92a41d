package io.headwater.model.coupled;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.model.Bottleneck;
import io.headwater.model.BottleneckObjective.BlockBatch;
import io.headwater.model.CodeCovariance;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;

/**
 * The contrast of all pairs of modalities, and what is read out beside it: each modality's summary
 * from its places and its exogenous components, the other modalities' summaries from its places.
 * Places enter the readouts without gradient, so that the contrast alone decides what the latents
 * hold.
 */
public final class CoupledObjective {
  private final Bottleneck bottleneck;
  private final Contrast contrast;
  private final Scalars scalars;
  private final int dimensions;
  private final double covarianceWeight;

  /**
   * Value of the objective, still attached to the graph, and its parts.
   *
   * @param loss the scalar to differentiate
   * @param contrast mean over the pairs with data, nats; null when there is none
   * @param codes per modality (n, code): places, then exogenous components
   * @param self per modality the weighted self-reconstruction error, scalars
   */
  public record Value(NDArray loss, NDArray contrast, NDArray[] codes, NDArray[] self) {}

  /**
   * @param bottleneck whose codes begin with places
   * @param dimensions of the places
   * @param covarianceWeight of the exogenous components' covariance
   */
  public CoupledObjective(
      Bottleneck bottleneck,
      Contrast contrast,
      Scalars scalars,
      int dimensions,
      double covarianceWeight) {
    this.bottleneck = bottleneck;
    this.contrast = contrast;
    this.scalars = scalars;
    this.dimensions = dimensions;
    this.covarianceWeight = covarianceWeight;
  }

  /** What makes codes of heads: places of the first dimensions, the rest as it is. */
  public static Bottleneck.CodeMap map(EmbeddingGeometry geometry, int dimensions) {
    return (p, head) -> {
      if (head.getShape().get(1) == dimensions) {
        return geometry.place(head);
      }
      var parts = head.split(new long[] {dimensions}, 1);
      return geometry.place(parts.get(0)).concat(parts.get(1), 1);
    };
  }

  /**
   * Evaluates the objective; differentiable within a {@link io.headwater.model.GradientScope}.
   *
   * @param pairs one per pair of modalities, (0, 1), (0, 2) … (1, 2) …; null where too few windows
   *     have both
   */
  public Value evaluate(
      ParameterLayout.Parameters p,
      BlockBatch[] batch,
      Contrast.PairBatch[] pairs,
      NDManager step) {
    NDArray[] codes = new NDArray[batch.length];
    NDArray[] places = new NDArray[batch.length];
    for (int m = 0; m < batch.length; m++) {
      codes[m] = bottleneck.encode(p, m, batch[m].input(), batch[m].target());
      places[m] = isWhole(codes[m]) ? codes[m] : parts(codes[m])[0];
    }
    NDArray contrasted = contrast(p, places, pairs);
    NDArray loss = contrasted == null ? step.zeros(new Shape()) : contrasted;
    NDArray[] self = new NDArray[batch.length];
    for (int m = 0; m < batch.length; m++) {
      BlockBatch b = batch[m];
      NDArray still = places[m].stopGradient();
      NDArray code = isWhole(codes[m]) ? still : still.concat(parts(codes[m])[1], 1);
      NDArray noisy = code.add(b.noise());
      self[m] = error(bottleneck.reconstruct(p, m, noisy), b.target(), b.selfWeight());
      loss = loss.add(self[m]);
      if (b.others() != null) {
        NDArray predicted = bottleneck.predictOthers(p, m, noisy);
        loss = loss.add(error(predicted, b.others(), b.crossWeight()));
      }
      if (b.rowWeight() != null && !isWhole(codes[m])) {
        NDArray off = CodeCovariance.fromIdentity(code, b.rowWeight());
        loss = loss.add(off.mul(scalars.of(covarianceWeight)));
      }
    }
    return new Value(loss, contrasted, codes, self);
  }

  /** Mean over the pairs with data; null when there is none. */
  private NDArray contrast(
      ParameterLayout.Parameters p, NDArray[] places, Contrast.PairBatch[] pairs) {
    NDArray sum = null;
    int counted = 0;
    int at = 0;
    for (int m = 0; m < places.length; m++) {
      for (int n = m + 1; n < places.length; n++, at++) {
        if (pairs[at] != null) {
          NDArray nats = contrast.loss(p, pairs[at], places[m], places[n]);
          sum = sum == null ? nats : sum.add(nats);
          counted++;
        }
      }
    }
    return counted < 2 ? sum : sum.mul(scalars.of(1.0 / counted));
  }

  private boolean isWhole(NDArray code) {
    return code.getShape().get(1) == dimensions;
  }

  private NDArray[] parts(NDArray code) {
    var parts = code.split(new long[] {dimensions}, 1);
    return new NDArray[] {parts.get(0), parts.get(1)};
  }

  private static NDArray error(NDArray predicted, NDArray target, NDArray weight) {
    return predicted.sub(target).square().mul(weight).sum();
  }
}
