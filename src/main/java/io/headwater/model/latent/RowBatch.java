package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;

/**
 * Rows of a sample as tensors.
 *
 * @param rows number of rows
 * @param codes (1, modality, row, code width), absent and padding 0
 * @param modalityPresent (1, modality, row)
 * @param presentByRow (1, row, node), padding 0
 * @param presentByNode (1, node, row), padding 0
 * @param presentRows rows in which each node is present, (1, node), at least 1
 */
record RowBatch(
    int rows,
    NDArray codes,
    NDArray modalityPresent,
    NDArray presentByRow,
    NDArray presentByNode,
    NDArray presentRows) {

  static RowBatch of(Workspace workspace, LatentLayout layout, CodeSample sample, int[] rows) {
    int width = layout.codeWidth();
    int nodes = layout.nodes();
    int count = rows.length;
    float[] codes = new float[layout.modalities() * width * count];
    float[] modality = new float[layout.modalities() * count];
    float[] byRow = new float[nodes * count];
    float[] byNode = new float[nodes * count];
    float[] present = new float[nodes];
    for (int m = 0; m < layout.modalities(); m++) {
      int latents = layout.latents(m);
      for (int b = 0; b < count; b++) {
        if (!sample.has(m, rows[b])) {
          continue;
        }
        modality[m * count + b] = 1;
        int from = rows[b] * sample.width(m);
        int to = (m * count + b) * width;
        System.arraycopy(sample.codes()[m], from, codes, to, latents);
        System.arraycopy(
            sample.codes()[m], from + latents, codes, to + layout.width(), layout.exogenous(m));
        int held = to + layout.heldPlace();
        for (int block : sample.given()[m]) {
          int own = layout.latents(block);
          System.arraycopy(sample.codes()[block], rows[b] * sample.width(block), codes, held, own);
          held += own;
        }
        for (int k = 0; k < latents; k++) {
          int node = layout.node(m, k);
          byRow[b * nodes + node] = 1;
          byNode[node * count + b] = 1;
          present[node]++;
        }
      }
    }
    for (int node = 0; node < nodes; node++) {
      present[node] = Math.max(1, present[node]);
    }
    return new RowBatch(
        count,
        workspace.array(codes, 1, layout.modalities(), count, width),
        workspace.array(modality, 1, layout.modalities(), count),
        workspace.array(byRow, 1, count, nodes),
        workspace.array(byNode, 1, nodes, count),
        workspace.array(present, 1, nodes));
  }
}
