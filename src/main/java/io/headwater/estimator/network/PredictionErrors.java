package io.headwater.estimator.network;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;

/**
 * Errors of one pass, in running standard deviations squared.
 *
 * @param self per window, mean squared error of self-reconstruction; NaN without known targets
 * @param meanPredictor per window, the same of a predictor that always answers the running mean
 * @param crossSquares [modality][window] summed squared error of the others' summaries predicted
 *     from this modality
 * @param crossCells same layout, how many entries the sums have
 */
public record PredictionErrors(
    double[] self, double[] meanPredictor, double[][] crossSquares, int[][] crossCells) {

  public static PredictionErrors of(FrozenPass pass, float[][] codes, WindowBatch batch) {
    int count = batch.modalities();
    int rows = batch.rows();
    PredictionErrors errors =
        new PredictionErrors(
            new double[rows], new double[rows], new double[count][rows], new int[count][rows]);
    int[] cells = new int[rows];
    for (int m = 0; m < count; m++) {
      float[] own = pass.reconstruct(m, codes[m], FrozenPass.ROWS);
      float[] others = pass.predictOthers(m, codes[m]);
      for (int r = 0; r < rows; r++) {
        cells[r] += errors.addSelf(batch.reading(m, r), own, r);
        errors.addCross(pass, batch, m, others, r);
      }
    }
    for (int r = 0; r < rows; r++) {
      errors.self[r] = cells[r] == 0 ? Double.NaN : errors.self[r] / cells[r];
      errors.meanPredictor[r] = cells[r] == 0 ? Double.NaN : errors.meanPredictor[r] / cells[r];
    }
    return errors;
  }

  private int addSelf(ModalityIntake.Reading reading, float[] own, int row) {
    int cells = 0;
    int targets = reading.target().length;
    for (int i = 0; i < targets; i++) {
      if (reading.known()[i] > 0) {
        double y = reading.target()[i];
        double error = y - own[row * targets + i];
        self[row] += error * error;
        meanPredictor[row] += y * y;
        cells++;
      }
    }
    return cells;
  }

  private void addCross(FrozenPass pass, WindowBatch batch, int m, float[] predicted, int row) {
    int width = pass.othersTargets(m);
    int at = row * width;
    for (int n = 0; n < batch.modalities(); n++) {
      if (n == m) {
        continue;
      }
      ModalityIntake.Reading reading = batch.reading(n, row);
      for (int i = 0; i < reading.target().length; i++, at++) {
        if (reading.known()[i] > 0 && batch.present(m, row)) {
          double error = reading.target()[i] - predicted[at];
          crossSquares[m][row] += error * error;
          crossCells[m][row]++;
        }
      }
    }
  }

  /** Mean squared error of all cross-predictions of a window; NaN when there is none. */
  public double crossMean(int row) {
    double squares = 0;
    int cells = 0;
    for (int m = 0; m < crossSquares.length; m++) {
      squares += crossSquares[m][row];
      cells += crossCells[m][row];
    }
    return cells == 0 ? Double.NaN : squares / cells;
  }
}
