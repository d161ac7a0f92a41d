package io.headwater.estimator.network;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.estimator.WindowBatch;
import io.headwater.model.Alignment;
import io.headwater.model.StagingBuffers;
import io.headwater.window.AlignedWindow;
import java.util.List;

/**
 * Which windows of a mini-batch are held against each other in the {@link Alignment} of two
 * modalities: all that have both, but for near-duplicates. Windows of one subject that overlap or
 * follow each other, and a window drawn twice, may rightly have the same shared latents; telling
 * them apart would reward the codes for what is not shared.
 */
public final class AlignmentBatch {
  /** Squared standard deviations. */
  static final double TEMPERATURE = 0.1;

  /** Weight of the alignment beside cross-prediction, whose weight is 1. */
  static final double WEIGHT = 0.1;

  /** Fewer common rows tell nothing apart. */
  static final int FEWEST_ROWS = 8;

  /** Far below any distance of standardised codes, and harmless in a float. */
  private static final float NEVER = -1e4f;

  private AlignmentBatch() {}

  public static Alignment.PairBatch[] of(
      List<Alignment.Pair> pairs, WindowBatch batch, NDManager step, StagingBuffers staging) {
    Alignment.PairBatch[] out = new Alignment.PairBatch[pairs.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = of(pairs.get(i), batch, step, staging);
    }
    return out;
  }

  private static Alignment.PairBatch of(
      Alignment.Pair pair, WindowBatch batch, NDManager step, StagingBuffers staging) {
    int rows = batch.rows();
    boolean[] both = new boolean[rows];
    int common = 0;
    for (int r = 0; r < rows; r++) {
      both[r] = batch.present(pair.first(), r) && batch.present(pair.second(), r);
      common += both[r] ? 1 : 0;
    }
    if (common < FEWEST_ROWS) {
      return null;
    }
    float[] weight = new float[rows];
    float[] candidates = new float[rows * rows];
    float[] positives = new float[rows * rows];
    for (int i = 0; i < rows; i++) {
      weight[i] = both[i] ? 1f / common : 0;
      positives[i * rows + i] = weight[i];
      for (int j = 0; j < rows; j++) {
        boolean told = both[i] && both[j] && (i == j || !near(batch.windows(), i, j));
        candidates[i * rows + j] = told ? 0 : NEVER;
      }
    }
    return new Alignment.PairBatch(
        staging.stage(step, weight, new Shape(rows, 1)),
        staging.stage(step, candidates, new Shape(rows, rows)),
        staging.stage(step, positives, new Shape(rows, rows)));
  }

  /** Whether two windows are of one subject and overlap or touch. */
  private static boolean near(List<AlignedWindow> windows, int i, int j) {
    AlignedWindow a = windows.get(i);
    AlignedWindow b = windows.get(j);
    return a.subject().equals(b.subject())
        && a.startMicros() <= b.endMicros()
        && b.startMicros() <= a.endMicros();
  }
}
