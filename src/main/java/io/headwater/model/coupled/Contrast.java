package io.headwater.model.coupled;

import ai.djl.ndarray.NDArray;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;

/**
 * The symmetric contrast of two modalities (Liu et al., equation 1; InfoNCE of van den Oord et al.
 * 2018): within a batch, a row of one modality must be nearer to the same row of the other than to
 * other rows and to the places in a queue. Negatives carry no gradient when they come from the
 * queue.
 */
public final class Contrast {
  private final EmbeddingGeometry geometry;
  private final Scalars scalars;

  /**
   * What a mini-batch of n windows, and q in the queue, say of a pair of modalities.
   *
   * @param positives (n, n): 1/(common rows) on the diagonal where both are present, else 0
   * @param candidates (n, n): 0 where row j may be told from row i, else a large negative number
   * @param firstQueue (q, dimension): queued places of the first modality; null when none
   * @param firstQueued (n, q): 0 where it may be told from row i, else a large negative number
   * @param secondQueue (q, dimension): queued places of the second modality; null when none
   * @param secondQueued as {@code firstQueued}
   */
  public record PairBatch(
      NDArray positives,
      NDArray candidates,
      NDArray firstQueue,
      NDArray firstQueued,
      NDArray secondQueue,
      NDArray secondQueued) {}

  public Contrast(EmbeddingGeometry geometry, Scalars scalars) {
    this.geometry = geometry;
    this.scalars = scalars;
  }

  /**
   * The loss of a pair, a scalar in nats: log of the number of candidates for places that say
   * nothing of each other.
   *
   * @param first (n, dimension) places
   * @param second (n, dimension) places
   */
  public NDArray loss(
      ParameterLayout.Parameters p, PairBatch batch, NDArray first, NDArray second) {
    NDArray near = geometry.nearness(p, first, second);
    NDArray forth = near.add(batch.candidates);
    NDArray back = near.transpose().add(batch.candidates);
    if (batch.secondQueue != null) {
      forth = forth.concat(queued(p, first, batch.secondQueue, batch.secondQueued), 1);
      back = back.concat(queued(p, second, batch.firstQueue, batch.firstQueued), 1);
    }
    long rows = first.getShape().get(0);
    NDArray both = positive(forth, rows).add(positive(back, rows));
    return both.mul(batch.positives).sum().mul(scalars.of(-0.5));
  }

  private NDArray queued(ParameterLayout.Parameters p, NDArray rows, NDArray queue, NDArray marks) {
    return geometry.nearness(p, rows, queue).add(marks);
  }

  /** Log of the softmax over all candidates, of those in the batch. */
  private static NDArray positive(NDArray logits, long rows) {
    NDArray log = logits.logSoftmax(1);
    return logits.getShape().get(1) == rows ? log : log.split(new long[] {rows}, 1).get(0);
  }
}
