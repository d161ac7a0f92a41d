package io.headwater.model.latent;

import java.util.Arrays;

/**
 * Where each latent sits in the tensors. Modalities with fewer latents than the widest are padded,
 * so that all share one tensor axis; masks keep the padding at zero and out of every sum.
 */
final class LatentLayout {
  private final int[] latents;
  private final int width;

  LatentLayout(int[] latents) {
    this.latents = latents.clone();
    this.width = Arrays.stream(latents).max().orElseThrow();
  }

  int modalities() {
    return latents.length;
  }

  int latents(int modality) {
    return latents[modality];
  }

  int[] latents() {
    return latents.clone();
  }

  /** Latents of the widest modality. */
  int width() {
    return width;
  }

  /** Nodes with padding: modalities times width. */
  int nodes() {
    return latents.length * width;
  }

  int node(int modality, int component) {
    return modality * width + component;
  }

  int modalityOf(int node) {
    return node / width;
  }

  /** False for padding. */
  boolean isLatent(int node) {
    return node % width < latents[node / width];
  }

  /** 1 for latents, 0 for padding; (modality, width). */
  float[] latentMask() {
    float[] mask = new float[nodes()];
    for (int node = 0; node < mask.length; node++) {
      mask[node] = isLatent(node) ? 1 : 0;
    }
    return mask;
  }

  /** The part of a modality that conditions a coupling; (modality, width). */
  float[] conditioningMask() {
    float[] mask = new float[nodes()];
    for (int m = 0; m < latents.length; m++) {
      Arrays.fill(mask, node(m, 0), node(m, latents[m] / 2), 1);
    }
    return mask;
  }

  /** The part that a coupling transforms; empty where a modality has one latent. */
  float[] coupledMask() {
    float[] mask = new float[nodes()];
    for (int m = 0; m < latents.length; m++) {
      if (latents[m] > 1) {
        Arrays.fill(mask, node(m, latents[m] / 2), node(m, latents[m]), 1);
      }
    }
    return mask;
  }

  /** Strictly lower (or upper) triangles without padding; (modality, width, width). */
  float[] triangleMask(boolean lower) {
    float[] mask = new float[nodes() * width];
    for (int m = 0; m < latents.length; m++) {
      for (int i = 0; i < latents[m]; i++) {
        for (int j = 0; j < latents[m]; j++) {
          mask[node(m, i) * width + j] = (lower ? j < i : j > i) ? 1 : 0;
        }
      }
    }
    return mask;
  }

  /**
   * Edges that may exist: between latents of linked modalities, from the earlier to the later.
   *
   * @param rank causal position of each modality
   * @param linked whether two modalities may be connected at all
   * @return (parent, child), 1 or 0
   */
  float[] edgeMask(int[] rank, boolean[][] linked) {
    int nodes = nodes();
    float[] mask = new float[nodes * nodes];
    for (int parent = 0; parent < nodes; parent++) {
      for (int child = 0; child < nodes; child++) {
        int from = modalityOf(parent);
        int to = modalityOf(child);
        boolean possible = rank[from] < rank[to] && linked[from][to];
        mask[parent * nodes + child] = possible && isLatent(parent) && isLatent(child) ? 1 : 0;
      }
    }
    return mask;
  }
}
