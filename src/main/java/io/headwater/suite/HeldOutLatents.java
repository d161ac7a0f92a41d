package io.headwater.suite;

import io.headwater.simulate.SimulatedRow;
import io.headwater.simulate.SimulatedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Truth and estimates of the windows that were not learned.
 *
 * @param truth by node of the true graph: [latent][row]
 * @param estimates per block [component][row]
 */
record HeldOutLatents(double[][] truth, List<double[][]> estimates) {

  /**
   * @param learned rows learned; those after them are read
   * @param csv estimates of the final model
   * @param latents block → number of its estimates, in order
   * @throws IOException when the estimates cannot be read or lack a window
   */
  static HeldOutLatents read(
      SimulatedRows data, int learned, Path csv, Map<String, Integer> latents) throws IOException {
    FinalLatents estimates = FinalLatents.read(csv, latents);
    int rows = data.rows() - learned;
    double[][] truth = new double[data.truth().nodes().size()][rows];
    List<double[][]> blocks = new ArrayList<>();
    latents.values().forEach(width -> blocks.add(new double[width][rows]));
    for (int r = 0; r < rows; r++) {
      SimulatedRow row = data.row(learned + r);
      double[][] estimate = estimate(estimates, row, learned + r);
      put(row.latents(), truth, r);
      for (int b = 0; b < blocks.size(); b++) {
        put(estimate[b], blocks.get(b), r);
      }
    }
    return new HeldOutLatents(truth, blocks);
  }

  private static double[][] estimate(FinalLatents estimates, SimulatedRow row, int index)
      throws IOException {
    return estimates
        .at(row.subject(), row.startMicros())
        .orElseThrow(
            () ->
                new IOException(
                    "The replay has no latents for row %d (subject %s); its output holds %d windows."
                        .formatted(index, row.subject(), estimates.windows())));
  }

  private static void put(double[] values, double[][] block, int row) {
    for (int k = 0; k < values.length; k++) {
      block[k][row] = values[k];
    }
  }
}
