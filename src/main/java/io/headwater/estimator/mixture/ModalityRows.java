package io.headwater.estimator.mixture;

import io.headwater.estimator.WindowBatch;
import java.util.Arrays;

/**
 * Windows that have a modality, with their nodes' categories. Arrays are held, not copied.
 *
 * @param target [row][entry] of the modality's summary
 * @param categories [row][node]
 */
record ModalityRows(double[][] target, int[][] categories) {

  /**
   * @param categories [window][node]
   */
  static ModalityRows of(WindowBatch batch, int modality, int[][] categories) {
    int count = batch.presentRows(modality);
    ModalityRows rows = new ModalityRows(new double[count][], new int[count][]);
    int at = 0;
    for (int r = 0; r < batch.rows(); r++) {
      if (batch.present(modality, r)) {
        float[] target = batch.reading(modality, r).target();
        double[] row = new double[target.length];
        Arrays.setAll(row, i -> target[i]);
        rows.target[at] = row;
        rows.categories[at++] = categories[r];
      }
    }
    return rows;
  }

  /** So many of the rows at most, evenly spread. */
  ModalityRows spread(int most) {
    int count = Math.min(most, target.length);
    ModalityRows rows = new ModalityRows(new double[count][], new int[count][]);
    for (int r = 0; r < count; r++) {
      int from = (int) ((long) r * target.length / count);
      rows.target[r] = target[from];
      rows.categories[r] = categories[from];
    }
    return rows;
  }
}
