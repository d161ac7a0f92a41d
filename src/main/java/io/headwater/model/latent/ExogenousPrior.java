package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Density of the exogenous components: independent of each other and of all latents. */
final class ExogenousPrior {
  private static final LogisticMixture DENSITY = new LogisticMixture("exogenous");

  private final LatentLayout layout;

  ExogenousPrior(LatentLayout layout) {
    this.layout = layout;
  }

  private int scalars() {
    return layout.modalities() * layout.exogenousWidth();
  }

  void declare(ParameterTable table) {
    if (scalars() > 0) {
      DENSITY.declare(table, scalars());
    }
  }

  /**
   * @param exogenous (replica, modality, row, exogenous width)
   * @return nats summed over a modality's components, (replica, modality, row)
   */
  NDArray negativeLogDensity(Workspace workspace, ParameterTable.Slices p, NDArray exogenous) {
    Shape shape = exogenous.getShape();
    long rows = shape.get(2);
    NDArray byScalar =
        exogenous.transpose(0, 1, 3, 2).reshape(new Shape(shape.get(0), scalars(), rows));
    NDArray density =
        DENSITY
            .logDensity(workspace, p, byScalar)
            .mul(workspace.array(layout.exogenousMask(), 1, scalars(), 1))
            .reshape(new Shape(shape.get(0), layout.modalities(), layout.exogenousWidth(), rows));
    return density.sum(new int[] {2}).neg();
  }
}
