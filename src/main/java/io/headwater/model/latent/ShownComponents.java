package io.headwater.model.latent;

/**
 * From the order and direction in which a model holds its components to those in which they are
 * shown, which stay the same across refits.
 */
record ShownComponents(LatentLayout layout, int[][] permutation, float[][] signs) {
  ShownComponents(LatentLayout layout, ModelState state) {
    this(layout, state.permutation(), state.signs());
  }

  /** Inner node of a node as shown. */
  int inner(int shown) {
    int m = layout.modalityOf(shown);
    return inner(m, shown - layout.node(m, 0));
  }

  private int inner(int modality, int shown) {
    return layout.node(modality, permutation[modality][shown]);
  }

  /**
   * Copies values of some rows to the shown components.
   *
   * @param rows where they belong
   * @param inner (row, inner node)
   * @param signed whether values change sign with their component
   * @param to (row, latents) per modality, all rows
   */
  void copy(int[] rows, float[] inner, boolean signed, float[][] to) {
    for (int m = 0; m < layout.modalities(); m++) {
      int latents = layout.latents(m);
      for (int b = 0; b < rows.length; b++) {
        for (int k = 0; k < latents; k++) {
          float value = inner[b * layout.nodes() + inner(m, k)];
          to[m][rows[b] * latents + k] = signed ? value * signs[m][k] : value;
        }
      }
    }
  }
}
