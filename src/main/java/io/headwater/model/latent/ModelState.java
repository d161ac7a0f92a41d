package io.headwater.model.latent;

import java.util.Arrays;

/**
 * All that a solved model is.
 *
 * @param rank causal position of each modality
 * @param parameters flat parameter vector of the one replica
 * @param bases fixed orthogonal bases
 * @param gates hardened edges, (parent, child) over padded nodes
 * @param permutation per modality: inner component shown as component k, at k
 * @param signs per modality: factor of the component shown at k
 */
record ModelState(
    NetworkShape shape,
    int[] rank,
    float[] parameters,
    float[] bases,
    float[] gates,
    EdgeEvidence evidence,
    int[][] permutation,
    float[][] signs) {

  static int[][] identityPermutation(int[] latents) {
    int[][] permutation = new int[latents.length][];
    for (int m = 0; m < latents.length; m++) {
      permutation[m] = java.util.stream.IntStream.range(0, latents[m]).toArray();
    }
    return permutation;
  }

  static float[][] positiveSigns(int[] latents) {
    float[][] signs = new float[latents.length][];
    for (int m = 0; m < latents.length; m++) {
      signs[m] = new float[latents[m]];
      Arrays.fill(signs[m], 1);
    }
    return signs;
  }
}
