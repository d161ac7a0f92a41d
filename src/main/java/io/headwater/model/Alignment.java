package io.headwater.model;

import ai.djl.ndarray.NDArray;

/**
 * Contrastive alignment of the code dimensions in which two modalities hold the same shared latents
 * (Sun et al. 2025, appendix C.4, after Yao et al. 2024): within a batch, a window's code in one
 * modality must be nearer to the same window's code in the other than to those of other windows
 * (van den Oord et al. 2018, InfoNCE), both ways.
 *
 * <p>Codes are standardised over the batch first, so that neither scale nor shift can lower the
 * loss. With a high temperature the loss is a constant minus the correlation of the two; with a low
 * one it also spreads the codes evenly, which bends what it aligns.
 */
public final class Alignment {
  private static final double LEAST_VARIANCE = 1e-4;

  private final Scalars scalars;
  private final double temperature;

  /**
   * Where two modalities hold the same shared latents.
   *
   * @param first a modality
   * @param firstFrom its first code dimension of the block
   * @param second another modality
   * @param secondFrom its first code dimension of the block
   * @param width dimensions of the block
   */
  public record Pair(int first, int firstFrom, int second, int secondFrom, int width) {}

  /**
   * What a mini-batch of n windows says of a pair.
   *
   * @param rowWeight (n, 1): 1/(common rows) where both are present, else 0
   * @param candidates (n, n): 0 where row j may be told from row i, else a large negative number
   * @param positives (n, n): {@code rowWeight} on the diagonal
   */
  public record PairBatch(NDArray rowWeight, NDArray candidates, NDArray positives) {}

  /**
   * @param temperature in squared standard deviations of a code dimension
   */
  public Alignment(Scalars scalars, double temperature) {
    this.scalars = scalars;
    this.temperature = temperature;
  }

  /** The loss of a pair, a scalar in nats; log n for codes that say nothing of each other. */
  public NDArray loss(Pair pair, PairBatch batch, NDArray firstCode, NDArray secondCode) {
    NDArray first = standardised(part(firstCode, pair.firstFrom, pair.width), batch.rowWeight);
    NDArray second = standardised(part(secondCode, pair.secondFrom, pair.width), batch.rowWeight);
    return contrast(first, second, batch);
  }

  /**
   * The same loss of two codes as they are, (n, width) each: squared Euclidean distance over the
   * temperature.
   */
  public NDArray contrast(NDArray first, NDArray second, PairBatch batch) {
    NDArray norms =
        first
            .square()
            .sum(new int[] {1}, true)
            .add(second.square().sum(new int[] {1}, true).transpose());
    NDArray products = first.matMul(second.transpose());
    NDArray distances = norms.sub(products.mul(scalars.of(2)));
    NDArray logits = distances.mul(scalars.of(-1 / temperature)).add(batch.candidates);
    NDArray both = logits.logSoftmax(0).add(logits.logSoftmax(1));
    return both.mul(batch.positives).sum().mul(scalars.of(-0.5));
  }

  private NDArray standardised(NDArray code, NDArray weight) {
    NDArray centred = code.sub(code.mul(weight).sum(new int[] {0}, true));
    NDArray variance = centred.square().mul(weight).sum(new int[] {0}, true);
    return centred.div(variance.add(scalars.of(LEAST_VARIANCE)).sqrt());
  }

  private static NDArray part(NDArray code, int from, int width) {
    int end = from + width;
    long[] ends = end == code.getShape().get(1) ? new long[] {from} : new long[] {from, end};
    return code.split(ends, 1).get(1);
  }
}
