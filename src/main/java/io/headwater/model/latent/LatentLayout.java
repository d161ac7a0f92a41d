package io.headwater.model.latent;

import java.util.Arrays;

/**
 * Where each latent sits in the tensors. Modalities with fewer latents than the widest are padded,
 * so that all share one tensor axis; masks keep the padding at zero and out of every sum.
 */
final class LatentLayout {
  private final int[] latents;
  private final int[] exogenous;
  private final int width;
  private final int exogenousWidth;
  private final int[] held;
  private final int heldWidth;

  LatentLayout(int[] latents, int[] exogenous) {
    this(latents, exogenous, new int[latents.length][0]);
  }

  /**
   * @param given per modality, the modalities whose codes are held beside its own
   */
  LatentLayout(int[] latents, int[] exogenous, int[][] given) {
    this.latents = latents.clone();
    this.exogenous = exogenous.clone();
    this.held = new int[latents.length];
    for (int m = 0; m < latents.length; m++) {
      for (int block : given[m]) {
        held[m] += latents[block];
      }
    }
    this.heldWidth = Arrays.stream(held).max().orElseThrow();
    this.width = Arrays.stream(latents).max().orElseThrow();
    this.exogenousWidth = Arrays.stream(exogenous).max().orElseThrow();
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

  int exogenous(int modality) {
    return exogenous[modality];
  }

  /** Exogenous components of the modality with most of them. */
  int exogenousWidth() {
    return exogenousWidth;
  }

  /** Dimensions that condition the flow of the modality with most of them, and stay as they are. */
  int heldWidth() {
    return heldWidth;
  }

  /** First place of what a flow is given. */
  int heldPlace() {
    return width + exogenousWidth;
  }

  /**
   * Dimensions of a code with padding: the latents' places, then those of the exogenous ones, then
   * those of what the flow is given.
   */
  int codeWidth() {
    return width + exogenousWidth + heldWidth;
  }

  /** Place of a code dimension (latents first, then exogenous) among {@link #codeWidth}. */
  int place(int modality, int dimension) {
    return dimension < latents[modality] ? dimension : width + dimension - latents[modality];
  }

  private int dimensions(int modality) {
    return latents[modality] + exogenous[modality];
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

  /** 1 for exogenous components, 0 for padding; (modality, exogenous width). */
  float[] exogenousMask() {
    float[] mask = new float[modalities() * exogenousWidth];
    for (int m = 0; m < modalities(); m++) {
      Arrays.fill(mask, m * exogenousWidth, m * exogenousWidth + exogenous[m], 1);
    }
    return mask;
  }

  /**
   * 1 for code dimensions that the flow maps, 0 for padding and what is held; (modality, code
   * width).
   */
  float[] codeMask() {
    float[] mask = new float[modalities() * codeWidth()];
    for (int m = 0; m < modalities(); m++) {
      for (int k = 0; k < dimensions(m); k++) {
        mask[m * codeWidth() + place(m, k)] = 1;
      }
    }
    return mask;
  }

  /**
   * The part of a modality that conditions a coupling, (modality, code width): its first half in
   * even layers, its last half in odd ones, so that latents and exogenous components each come to
   * correct the other; and always what the flow is given.
   */
  float[] conditioningMask(int layer) {
    float[] mask = new float[modalities() * codeWidth()];
    for (int m = 0; m < modalities(); m++) {
      int half = dimensions(m) / 2;
      int from = layer % 2 == 0 ? 0 : dimensions(m) - half;
      for (int k = from; k < from + half; k++) {
        mask[m * codeWidth() + place(m, k)] = 1;
      }
      int first = m * codeWidth() + heldPlace();
      Arrays.fill(mask, first, first + held[m], 1);
    }
    return mask;
  }

  /**
   * The part that a coupling transforms; empty where a modality's one dimension is all there is.
   */
  float[] coupledMask(int layer) {
    float[] mask = codeMask();
    float[] conditioning = conditioningMask(layer);
    for (int m = 0; m < modalities(); m++) {
      for (int k = 0; k < codeWidth(); k++) {
        int at = m * codeWidth() + k;
        mask[at] = dimensions(m) + held[m] > 1 ? mask[at] * (1 - conditioning[at]) : 0;
      }
    }
    return mask;
  }

  /** Strictly lower (or upper) triangles without padding; (modality, code width, code width). */
  float[] triangleMask(boolean lower) {
    int size = codeWidth();
    float[] used = codeMask();
    float[] mask = new float[modalities() * size * size];
    for (int m = 0; m < modalities(); m++) {
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          boolean inside = used[m * size + i] > 0 && used[m * size + j] > 0;
          mask[(m * size + i) * size + j] = inside && (lower ? j < i : j > i) ? 1 : 0;
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
    return edgeMask((from, to) -> rank[from] < rank[to] && linked[from][to]);
  }

  /**
   * Every latent given those of all modalities linked to its own, whichever is the cause.
   *
   * @param linked whether two modalities may be connected, in that direction
   * @return (given, latent), 1 or 0
   */
  float[] bothWaysMask(boolean[][] linked) {
    return edgeMask((from, to) -> linked[from][to] || linked[to][from]);
  }

  /**
   * Edges that may exist where there is no order.
   *
   * @param linked whether two modalities may be connected, in that direction
   * @return (given, latent), 1 or 0
   */
  float[] cyclicMask(boolean[][] linked) {
    return edgeMask((from, to) -> linked[from][to]);
  }

  /**
   * From each latent to those that its own modality counts after it, so that no cycle can arise.
   *
   * @param modalities of which
   * @return (parent, child), 1 or 0
   */
  float[] withinMask(boolean[] modalities) {
    int nodes = nodes();
    float[] mask = new float[nodes * nodes];
    for (int parent = 0; parent < nodes; parent++) {
      for (int child = parent + 1; child < nodes; child++) {
        boolean siblings =
            modalityOf(parent) == modalityOf(child) && isLatent(parent) && isLatent(child);
        mask[parent * nodes + child] = siblings && modalities[modalityOf(parent)] ? 1 : 0;
      }
    }
    return mask;
  }

  /**
   * Whether an edge joins latents of one modality.
   *
   * @param edge place in a (replica, parent, child) array
   */
  boolean isWithin(int edge) {
    int inReplica = edge % (nodes() * nodes());
    return modalityOf(inReplica / nodes()) == modalityOf(inReplica % nodes());
  }

  private interface ModalityPair {
    boolean possible(int from, int to);
  }

  private float[] edgeMask(ModalityPair pair) {
    int nodes = nodes();
    float[] mask = new float[nodes * nodes];
    for (int parent = 0; parent < nodes; parent++) {
      for (int child = 0; child < nodes; child++) {
        int from = modalityOf(parent);
        int to = modalityOf(child);
        boolean possible = from != to && pair.possible(from, to);
        mask[parent * nodes + child] = possible && isLatent(parent) && isLatent(child) ? 1 : 0;
      }
    }
    return mask;
  }
}
