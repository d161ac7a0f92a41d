package io.headwater.estimator.mixture;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.model.StagingBuffers;
import io.headwater.model.mixture.ExpertScale;
import io.headwater.model.mixture.LatentPrior;
import io.headwater.model.mixture.MixtureObjective.Batch;
import io.headwater.model.mixture.MixtureObjective.CurveBatch;
import io.headwater.model.mixture.MixtureObjective.ModalityBatch;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Lays a mini-batch out as the arrays of the objective. In half of the windows the encoders see a
 * random part of the modalities only, while all that are there are to be reconstructed, so that
 * what one modality says of the latent agrees with what all say.
 */
final class MixtureBatch {
  /** Share of the windows in which some modalities are hidden from the encoders. */
  private static final double HIDDEN_SHARE = 0.5;

  private final List<ModalityIntake> intakes;
  private final WindowBatch batch;
  private final boolean[][] shown;
  private final boolean[] whole;
  private final int usable;

  MixtureBatch(List<ModalityIntake> intakes, WindowBatch batch, RandomGenerator random) {
    this.intakes = intakes;
    this.batch = batch;
    int modalities = batch.modalities();
    shown = new boolean[modalities][batch.rows()];
    whole = new boolean[batch.rows()];
    int rows = 0;
    for (int r = 0; r < batch.rows(); r++) {
      int present = 0;
      for (int m = 0; m < modalities; m++) {
        shown[m][r] = batch.present(m, r);
        present += shown[m][r] ? 1 : 0;
      }
      rows += present > 0 ? 1 : 0;
      boolean hides = random.nextDouble() < HIDDEN_SHARE;
      whole[r] = present > 0 && !(hides && present > 1);
      if (hides && present > 1) {
        hide(r, present, random);
      }
    }
    usable = rows;
  }

  /** Shows one modality at least, every other with a chance of a half. */
  private void hide(int row, int present, RandomGenerator random) {
    int kept = random.nextInt(present);
    int at = 0;
    for (boolean[] of : shown) {
      if (of[row]) {
        boolean drawn = random.nextBoolean();
        of[row] = at++ == kept || drawn;
      }
    }
  }

  boolean empty() {
    return usable == 0;
  }

  /** Windows with any data. */
  int usable() {
    return usable;
  }

  /** Whether a window has data, and the encoders saw all of them. */
  boolean whole(int row) {
    return whole[row];
  }

  /** Summary entries of a modality over the batch, each as often as it counts. */
  double known(int m) {
    double known = 0;
    for (int r = 0; r < batch.rows(); r++) {
      for (float weight : batch.reading(m, r).weight()) {
        known += weight;
      }
    }
    return known;
  }

  /**
   * @param residual per modality, variance of what decoders leave, in running standard deviations
   * @param experts per modality its scale; null without a formula
   * @param prior null before there is a mixture
   */
  Batch arrays(
      NDManager step,
      StagingBuffers staging,
      double[] residual,
      ExpertScale[] experts,
      LatentPrior prior,
      double divergence,
      float[] noise) {
    int rows = batch.rows();
    ModalityBatch[] modalities = new ModalityBatch[batch.modalities()];
    for (int m = 0; m < modalities.length; m++) {
      boolean formula = experts[m] != null && prior != null;
      float[] input = batch.inputs(m, rows);
      float[] target = batch.targets(m, rows);
      modalities[m] =
          new ModalityBatch(
              staging.stage(step, input, new Shape(rows, input.length / rows)),
              staging.stage(step, target, new Shape(rows, target.length / rows)),
              staging.stage(
                  step,
                  weights(m, formula ? 0 : 0.5 / residual[m] / usable, target.length / rows),
                  new Shape(rows, target.length / rows)),
              staging.stage(step, marks(shown[m]), new Shape(rows, 1)),
              formula ? curve(m, experts[m], step, staging) : null);
    }
    float[] rowWeight = new float[rows];
    for (int r = 0; r < rows; r++) {
      boolean any = false;
      for (int m = 0; m < modalities.length; m++) {
        any |= batch.present(m, r);
      }
      rowWeight[r] = any ? 1f / usable : 0;
    }
    return new Batch(
        modalities,
        staging.stage(step, noise, new Shape(rows, noise.length / rows)),
        staging.stage(step, rowWeight, new Shape(rows, 1)),
        prior,
        staging.stage(step, divergence));
  }

  private float[] weights(int m, double each, int width) {
    float[] out = new float[batch.rows() * width];
    for (int r = 0; r < batch.rows(); r++) {
      float[] entries = batch.reading(m, r).weight();
      for (int i = 0; i < width; i++) {
        out[r * width + i] = (float) (entries[i] * each);
      }
    }
    return out;
  }

  private static float[] marks(boolean[] set) {
    float[] out = new float[set.length];
    for (int r = 0; r < set.length; r++) {
      out[r] = set[r] ? 1 : 0;
    }
    return out;
  }

  private CurveBatch curve(int m, ExpertScale scale, NDManager step, StagingBuffers staging) {
    int cells = intakes.get(m).cellCount();
    int rows = batch.rows();
    float[] values = new float[rows * cells];
    float[] marks = new float[rows * cells];
    for (int r = 0; r < rows; r++) {
      float[] input = batch.reading(m, r).input();
      System.arraycopy(input, 0, values, r * cells, cells);
      System.arraycopy(input, cells, marks, r * cells, cells);
    }
    CurveGrid grid = CurveGrid.of(intakes.get(m));
    return new CurveBatch(
        scale,
        staging.stage(step, values, new Shape(rows, cells)),
        staging.stage(step, marks, new Shape(rows, cells)),
        staging.stage(step, grid.time(), new Shape(1, cells)),
        staging.stage(step, grid.centre(), new Shape(1, cells)),
        staging.stage(step, grid.perDeviation(), new Shape(1, cells)));
  }
}
