package io.headwater.estimator.mixture;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowEstimate;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.model.mixture.OutcomeSpace;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * Estimates of windows from the model as it stands: the latent that all modalities share, the
 * expected category of each node, and the errors the model makes on what it is shown. Changes
 * nothing.
 */
final class MixtureInference {
  private static final float[] NOTHING = new float[0];

  private final List<ModalityIntake> intakes;
  private final MixtureNetwork network;
  private final CauseReading reading;

  MixtureInference(List<ModalityIntake> intakes, MixtureNetwork network, CauseReading reading) {
    this.intakes = intakes;
    this.network = network;
    this.reading = reading;
  }

  List<WindowEstimate> infer(List<AlignedWindow> windows) {
    return WindowBatch.inPasses(intakes, windows, LatentPass.ROWS, this::pass);
  }

  private List<WindowEstimate> pass(WindowBatch batch) {
    try (LatentPass pass = network.freeze()) {
      return pass(pass, batch);
    }
  }

  private List<WindowEstimate> pass(LatentPass pass, WindowBatch batch) {
    int modalities = batch.modalities();
    LatentCodes codes = pass.posterior(batch, (m, r) -> true);
    double[][] responsibility = reading.responsibilities(codes);
    Squares self = new Squares(batch.rows());
    Squares mean = new Squares(batch.rows());
    Squares cross = new Squares(batch.rows());
    for (int m = 0; m < modalities; m++) {
      int left = m;
      errors(pass, batch, m, codes, responsibility, self, mean, (mm, r) -> batch.present(left, r));
      if (modalities > 1) {
        LatentCodes others = pass.posterior(batch, (n, r) -> n != left);
        errors(
            pass,
            batch,
            m,
            others,
            reading.responsibilities(others),
            cross,
            null,
            (mm, r) -> batch.present(left, r) && anyBut(batch, left, r));
      }
    }
    List<WindowEstimate> out = new ArrayList<>();
    for (int r = 0; r < batch.rows(); r++) {
      List<ModalityEstimate> blocks = new ArrayList<>();
      boolean any = anyBut(batch, -1, r);
      blocks.add(joint(codes, r, any));
      blocks.add(causes(responsibility[r], any));
      for (int m = 0; m < modalities; m++) { // who was there; they have no latents of their own
        blocks.add(
            new ModalityEstimate(
                intakes.get(m).shape().name(),
                batch.present(m, r),
                NOTHING,
                NOTHING,
                NOTHING,
                NOTHING));
      }
      out.add(new WindowEstimate(blocks, self.mean(r), mean.mean(r), cross.mean(r)));
    }
    return out;
  }

  private static boolean anyBut(WindowBatch batch, int left, int row) {
    boolean any = false;
    for (int m = 0; m < batch.modalities(); m++) {
      any |= m != left && batch.present(m, row);
    }
    return any;
  }

  private static ModalityEstimate joint(LatentCodes codes, int row, boolean present) {
    int dims = codes.dimensions();
    float[] mean = new float[dims];
    float[] deviation = new float[dims];
    for (int d = 0; d < dims; d++) {
      mean[d] = (float) codes.mean()[row][d];
      deviation[d] = (float) Math.sqrt(codes.variance()[row][d]);
    }
    return new ModalityEstimate(MixtureEstimator.JOINT, present, mean, deviation, NOTHING, NOTHING);
  }

  /** Mean and deviation of the category index of each node. */
  private ModalityEstimate causes(double[] responsibility, boolean present) {
    OutcomeSpace space = reading.space();
    float[] mean = new float[space.nodes()];
    float[] deviation = new float[space.nodes()];
    double[][] chances = reading.categories(responsibility);
    for (int l = 0; l < mean.length; l++) {
      double first = 0;
      double second = 0;
      for (int k = 0; k < chances[l].length; k++) {
        first += k * chances[l][k];
        second += k * k * chances[l][k];
      }
      mean[l] = (float) first;
      deviation[l] = (float) Math.sqrt(Math.max(0, second - first * first));
    }
    return new ModalityEstimate(
        MixtureEstimator.CAUSES, present, mean, deviation, NOTHING, NOTHING);
  }

  /** Sums of squares per window. */
  private static final class Squares {
    private final double[] sum;
    private final int[] count;

    Squares(int rows) {
      sum = new double[rows];
      count = new int[rows];
    }

    void add(int row, double error) {
      sum[row] += error * error;
      count[row]++;
    }

    double mean(int row) {
      return count[row] == 0 ? Double.NaN : sum[row] / count[row];
    }
  }

  /**
   * Errors of one modality: of its summary by a network, of its cells by a formula, whose curves
   * are averaged over components.
   */
  private void errors(
      LatentPass pass,
      WindowBatch batch,
      int m,
      LatentCodes codes,
      double[][] responsibility,
      Squares errors,
      Squares ofMean,
      LatentPass.Sight counted) {
    boolean formula = network.scale(m) != null && reading.seeded();
    float[] predicted =
        formula ? pass.curves(m, intakes.get(m), network.scale(m)) : pass.decode(m, codes.mean());
    for (int r = 0; r < batch.rows(); r++) {
      if (!counted.of(m, r)) {
        continue;
      }
      ModalityIntake.Reading reading = batch.reading(m, r);
      int width = formula ? reading.input().length / 2 : reading.target().length;
      for (int i = 0; i < width; i++) {
        double known = formula ? reading.input()[width + i] : reading.known()[i];
        if (known > 0) {
          double value = formula ? reading.input()[i] : reading.target()[i];
          double guess =
              formula ? expected(predicted, responsibility[r], i) : predicted[r * width + i];
          errors.add(r, value - guess);
          if (ofMean != null) {
            ofMean.add(r, value);
          }
        }
      }
    }
  }

  private static double expected(float[] curves, double[] responsibility, int cell) {
    int cells = curves.length / responsibility.length;
    double sum = 0;
    for (int c = 0; c < responsibility.length; c++) {
      sum += responsibility[c] * curves[c * cells + cell];
    }
    return sum;
  }
}
