package io.headwater.model.latent;

import java.util.stream.IntStream;

/**
 * Edges between latents of one modality. While components are refined they are free at first.
 * Otherwise true dependence would turn the axes towards independent ones, on which restarts agree;
 * free, it leaves the axes to the sparsity of the links between modalities (Sun et al. 2025,
 * condition 4.3). Not so where a latent has no link, which only independence tells from its
 * siblings. Then dependence that does not pay is taken away, since independence tells axes more
 * sharply.
 */
final class EdgesWithin {
  private final Fitting fitting;
  private final LatentNetwork network;
  private final float[] possible;

  /**
   * @param possible edges within modalities that may be free, (parent, child), 1 or 0
   */
  EdgesWithin(Fitting fitting, LatentNetwork network, float[] possible) {
    this.fitting = fitting;
    this.network = network;
    this.possible = possible;
  }

  /**
   * Opens their gates for good, whether or not the edges come to exist.
   *
   * @param parameters of one replica, changed in place
   */
  void holdOpen(float[] parameters) {
    EdgeGates.holdOpen(network.table(), parameters, possible);
  }

  /** Whether a replica has any. */
  boolean isAnyIn(Replicas replicas) {
    float[] mask = replicas.edgeMask();
    return IntStream.range(0, mask.length)
        .anyMatch(i -> mask[i] > 0 && network.layout().isWithin(i));
  }

  /** Edges that may exist, with those within the modalities whose axes links can tell. */
  float[] loosened(Replicas replicas) {
    LatentLayout layout = network.layout();
    float[] open = fitting.evaluation().gates(replicas).open();
    float[] mask = replicas.edgeMask().clone();
    for (int i = 0; i < mask.length; i++) {
      int edge = i % possible.length;
      int modality = layout.modalityOf(edge % layout.nodes());
      boolean free = possible[edge] > 0 && allLinked(open, i - edge, modality);
      mask[i] = free ? 1 : mask[i];
    }
    return mask;
  }

  /** Whether every latent of a modality has an open edge; of the replica that begins there. */
  private boolean allLinked(float[] open, int first, int modality) {
    LatentLayout layout = network.layout();
    int nodes = layout.nodes();
    return IntStream.range(0, layout.latents(modality))
        .map(k -> layout.node(modality, k))
        .allMatch(
            own ->
                IntStream.range(0, nodes)
                    .anyMatch(
                        n ->
                            open[first + own * nodes + n] > 0
                                || open[first + n * nodes + own] > 0));
  }

  /** Edges that may exist, without those within modalities that do not pay. */
  float[] withoutIdle(Replicas replicas) {
    Replicas hardened = replicas.with(replicas.edgeMask());
    hardened.harden(fitting.evaluation().gates(hardened).open());
    int[] rows = fitting.onEvaluationRows().heldOutRows();
    EdgeGains gains = fitting.evaluation().gains(hardened, fitting.heldOut(), rows);
    float[] mask = replicas.edgeMask().clone();
    for (int i = 0; i < mask.length; i++) {
      boolean idle =
          network.layout().isWithin(i) && !gains.pays(i, fitting.settings().minimumGain());
      mask[i] = idle ? 0 : mask[i];
    }
    return mask;
  }
}
