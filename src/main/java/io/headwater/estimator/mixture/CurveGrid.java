package io.headwater.estimator.mixture;

import io.headwater.estimator.ModalityIntake;
import io.headwater.model.mixture.ExpertScale;

/**
 * The grid of a modality as the abscissa of a curve, with its running statistics.
 *
 * @param time per cell, from 0 to 1
 * @param centre per cell, running mean
 * @param perDeviation per cell, one over the running deviation
 */
record CurveGrid(float[] time, float[] centre, float[] perDeviation) {

  static CurveGrid of(ModalityIntake intake) {
    int cells = intake.cellCount();
    CurveGrid grid = new CurveGrid(new float[cells], new float[cells], new float[cells]);
    for (int i = 0; i < cells; i++) {
      grid.time[i] = cells == 1 ? 0 : (float) i / (cells - 1);
      grid.centre[i] = (float) intake.mean(i);
      grid.perDeviation[i] = (float) (1 / intake.deviation(i));
    }
    return grid;
  }

  /** Mean and deviation over all cells and windows seen so far. */
  static ExpertScale scale(ModalityIntake intake) {
    int cells = intake.cellCount();
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < cells; i++) {
      double deviation = intake.deviation(i);
      mean += intake.mean(i) / cells;
      squares += (intake.mean(i) * intake.mean(i) + deviation * deviation) / cells;
    }
    return new ExpertScale(mean, Math.sqrt(Math.max(1e-12, squares - mean * mean)));
  }
}
