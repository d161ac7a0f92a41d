package io.headwater.estimator.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.model.Bottleneck;
import io.headwater.model.BottleneckObjective.BlockBatch;
import io.headwater.model.CounterRandom;
import io.headwater.model.StagingBuffers;
import java.util.random.RandomGenerator;

/**
 * Lays a mini-batch out as the arrays of the objective. Every modality with data weighs the same in
 * self-reconstruction, every ordered pair of modalities with common data the same in
 * cross-prediction; absent data have weight 0.
 */
public final class TrainingBatch {
  /** Fewer present rows than this give no covariance worth pulling at. */
  public static final int FEWEST_FOR_COVARIANCE = 8;

  private final Bottleneck bottleneck;
  private final WindowBatch batch;
  private final Weights weights;
  private final double[] known;
  private final double[][] commonKnown;

  /**
   * What the terms weigh.
   *
   * @param self of self-reconstruction
   * @param cross of cross-prediction
   * @param codeNoise standard deviation of what is added to codes before they are decoded
   */
  public record Weights(double self, double cross, double codeNoise) {}

  public TrainingBatch(Bottleneck bottleneck, WindowBatch batch, Weights weights) {
    this.bottleneck = bottleneck;
    this.batch = batch;
    this.weights = weights;
    int count = batch.modalities();
    known = new double[count];
    commonKnown = new double[count][count];
    for (int n = 0; n < count; n++) {
      for (int r = 0; r < batch.rows(); r++) {
        double cells = knownCells(n, r);
        known[n] += cells;
        for (int m = 0; m < count; m++) {
          commonKnown[m][n] += m != n && batch.present(m, r) ? cells : 0;
        }
      }
    }
  }

  private double knownCells(int modality, int row) {
    double cells = 0;
    for (float weight : batch.reading(modality, row).weight()) {
      cells += weight;
    }
    return cells;
  }

  public boolean empty() {
    return modalitiesWithData() == 0;
  }

  private int modalitiesWithData() {
    int count = 0;
    for (double cells : known) {
      count += cells > 0 ? 1 : 0;
    }
    return count;
  }

  private int pairsWithData() {
    int pairs = 0;
    for (double[] row : commonKnown) {
      for (double cells : row) {
        pairs += cells > 0 ? 1 : 0;
      }
    }
    return pairs;
  }

  /** Weight of a known cell that counts once in self-reconstruction; 0 without data. */
  public double selfWeight(int m) {
    return known[m] == 0 ? 0 : weights.self() / modalitiesWithData() / known[m];
  }

  /** Known summary entries of a modality, each as often as it counts. */
  public double known(int m) {
    return known[m];
  }

  /** Arrays of the step, per modality. */
  public BlockBatch[] arrays(NDManager step, StagingBuffers staging, long seed, long stepNumber) {
    BlockBatch[] out = new BlockBatch[batch.modalities()];
    for (int m = 0; m < out.length; m++) {
      out[m] = block(m, step, staging, CounterRandom.at(seed, stepNumber, m));
    }
    return out;
  }

  private BlockBatch block(int m, NDManager step, StagingBuffers staging, RandomGenerator random) {
    int rows = batch.rows();
    int targets = bottleneck.blocks().get(m).targets();
    int width = bottleneck.blocks().get(m).codeWidth();
    int others = bottleneck.othersTargets(m);
    float[] input = batch.inputs(m, rows);
    float[] noise = CounterRandom.gaussians(random, rows * width, weights.codeNoise());
    float[] cross = new float[rows * others];
    float[] crossWeight = new float[rows * others];
    fillCross(m, others, cross, crossWeight);
    return new BlockBatch(
        staging.stage(step, input, new Shape(rows, input.length / rows)),
        staging.stage(step, batch.targets(m, rows), new Shape(rows, targets)),
        staging.stage(step, selfWeights(m, targets), new Shape(rows, targets)),
        others == 0 ? null : staging.stage(step, cross, new Shape(rows, others)),
        others == 0 ? null : staging.stage(step, crossWeight, new Shape(rows, others)),
        staging.stage(step, noise, new Shape(rows, width)),
        rowWeight(m, step, staging));
  }

  private float[] selfWeights(int m, int targets) {
    float weight = (float) selfWeight(m);
    float[] out = new float[batch.rows() * targets];
    for (int r = 0; r < batch.rows(); r++) {
      float[] entries = batch.reading(m, r).weight();
      for (int i = 0; i < targets; i++) {
        out[r * targets + i] = entries[i] * weight;
      }
    }
    return out;
  }

  private void fillCross(int m, int others, float[] values, float[] shares) {
    int at = 0;
    for (int n = 0; n < batch.modalities(); n++) {
      if (n == m) {
        continue;
      }
      int targets = bottleneck.blocks().get(n).targets();
      float weight =
          commonKnown[m][n] == 0
              ? 0
              : (float) (weights.cross() / pairsWithData() / commonKnown[m][n]);
      for (int r = 0; r < batch.rows(); r++) {
        ModalityIntake.Reading reading = batch.reading(n, r);
        float shown = batch.present(m, r) ? weight : 0;
        for (int i = 0; i < targets; i++) {
          values[r * others + at + i] = reading.target()[i];
          shares[r * others + at + i] = reading.weight()[i] * shown;
        }
      }
      at += targets;
    }
  }

  private NDArray rowWeight(int m, NDManager step, StagingBuffers staging) {
    int present = batch.presentRows(m);
    if (present < FEWEST_FOR_COVARIANCE) {
      return null;
    }
    float[] weights = new float[batch.rows()];
    for (int r = 0; r < weights.length; r++) {
      weights[r] = batch.present(m, r) ? (float) (1 / Math.sqrt(present)) : 0;
    }
    return staging.stage(step, weights, new Shape(weights.length, 1));
  }
}
