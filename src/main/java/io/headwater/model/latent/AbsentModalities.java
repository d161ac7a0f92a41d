package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * Fills what is absent from the prior, modality by modality in causal order, given those before.
 * Where there is no order, what is filled later counts as unknown.
 */
final class AbsentModalities {
  private final LatentNetwork network;
  private final int[] rank;
  private final double[][] noiseMoments;

  /**
   * @param rank causal position of each modality
   * @param noiseMoments mean and deviation of each node's noise
   */
  AbsentModalities(LatentNetwork network, int[] rank, double[][] noiseMoments) {
    this.network = network;
    this.rank = rank;
    this.noiseMoments = noiseMoments;
  }

  /**
   * Latents of some rows and their deviations, (row, node).
   *
   * @param latents 0 where absent; what was absent is filled
   * @param known 1 where present; what was filled becomes 1
   * @param deviation filled where absent
   */
  record Filled(float[] latents, float[] known, float[] deviation) {}

  void fill(
      Workspace workspace,
      ParameterTable.Slices p,
      NDArray gates,
      CodeSample codes,
      int[] rows,
      Filled filled) {
    LatentLayout layout = network.layout();
    for (int m : inCausalOrder()) {
      if (Arrays.stream(rows).allMatch(i -> codes.has(m, i))) {
        continue;
      }
      ConditionalPrior.Conditional conditional =
          network
              .prior()
              .given(
                  workspace,
                  p,
                  workspace.array(filled.latents.clone(), 1, rows.length, layout.nodes()),
                  workspace.array(filled.known.clone(), 1, rows.length, layout.nodes()),
                  gates);
      float[] mean = conditional.mean().toFloatArray();
      float[] logRate = conditional.logRate().toFloatArray();
      for (int b = 0; b < rows.length; b++) {
        for (int k = 0; !codes.has(m, rows[b]) && k < layout.latents(m); k++) {
          int node = layout.node(m, k);
          int from = node * rows.length + b;
          int to = b * layout.nodes() + node;
          double scale = Math.exp(-logRate[from]);
          filled.latents[to] = (float) (mean[from] + scale * noiseMoments[node][0]);
          filled.deviation[to] = (float) (scale * noiseMoments[node][1]);
          filled.known[to] = 1;
        }
      }
    }
  }

  private int[] inCausalOrder() {
    int[] order = new int[rank.length];
    for (int m = 0; m < order.length; m++) {
      order[rank[m]] = m;
    }
    return order;
  }
}
