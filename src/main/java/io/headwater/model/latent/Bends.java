package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;

/**
 * Elementwise invertible bends: {@code y = l x + (r - l) softplus(s (x - b)) / s} runs with slope l
 * far below b and r far above it. Mixings are mostly networks of linear maps and bends, so their
 * inverses are too; couplings alone approach them slowly.
 */
final class Bends {
  private static final double SPREAD_OF_PLACES = 0.5;

  /**
   * The turn takes about two thirds of a deviation: smooth enough to learn, sharp enough to serve.
   */
  private static final double SHARPNESS = 3;

  private final LatentLayout layout;

  Bends(LatentLayout layout) {
    this.layout = layout;
  }

  void declare(ParameterTable table, int layer) {
    long modalities = layout.modalities();
    long width = layout.codeWidth();
    table.add("bendLeft" + layer, 0, modalities, 1, width);
    table.add("bendRight" + layer, 0, modalities, 1, width);
    table.add("bendAt" + layer, SPREAD_OF_PLACES, modalities, 1, width);
    table.add("bendSharpness" + layer, 0, Math.log(SHARPNESS), 1, modalities, 1, width);
  }

  /**
   * @param code (replica, modality, row, code width)
   * @param logDeterminant (replica, modality, row)
   */
  record Bent(NDArray code, NDArray logDeterminant) {}

  Bent apply(Workspace workspace, ParameterTable.Slices p, int layer, NDArray code) {
    NDArray used =
        workspace.array(layout.codeMask(), 1, layout.modalities(), 1, layout.codeWidth());
    NDArray left = p.get("bendLeft" + layer).mul(used).exp();
    NDArray span = p.get("bendRight" + layer).mul(used).exp().sub(left);
    NDArray sharpness = p.get("bendSharpness" + layer).exp();
    NDArray t = code.sub(p.get("bendAt" + layer).mul(used)).mul(sharpness);
    NDArray slope = left.add(span.mul(workspace.sigmoid(t)));
    NDArray bent = left.mul(code).add(span.mul(workspace.softPlus(t).div(sharpness)));
    return new Bent(bent, slope.log().mul(used).sum(new int[] {3}));
  }
}
