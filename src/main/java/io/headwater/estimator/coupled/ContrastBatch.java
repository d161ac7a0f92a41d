package io.headwater.estimator.coupled;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.coupled.CoupledSettings.Negatives;
import io.headwater.estimator.coupled.NegativeQueue.Span;
import io.headwater.model.StagingBuffers;
import io.headwater.model.coupled.Contrast;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which windows of a mini-batch and of the queue stand against each other. Windows of one subject
 * that overlap or touch, and a window drawn twice, may rightly have the same latents: telling them
 * apart would reward what is not shared.
 */
final class ContrastBatch {
  /** Far below any nearness, and harmless in a float. */
  private static final float NEVER = -1e4f;

  /** A row must be told from something. */
  private static final int FEWEST_ROWS = 2;

  private final WindowBatch batch;
  private final NegativeQueue queue;
  private final int dimensions;

  /** (row, row) and (row, queued): 0 or {@link #NEVER}, presence not counted. */
  private final float[] inBatch;

  private final float[] queued;

  ContrastBatch(WindowBatch batch, NegativeQueue queue, int dimensions, Negatives negatives) {
    this.batch = batch;
    this.queue = queue;
    this.dimensions = dimensions;
    List<Span> rows = batch.windows().stream().map(Span::of).toList();
    inBatch = against(rows, rows, negatives);
    queued = against(rows, queue.spans(), negatives);
  }

  private static float[] against(List<Span> rows, List<Span> others, Negatives negatives) {
    Map<String, List<Integer>> bySubject = new HashMap<>();
    for (int j = 0; j < others.size(); j++) {
      bySubject.computeIfAbsent(others.get(j).subject(), s -> new ArrayList<>()).add(j);
    }
    float[] out = new float[rows.size() * others.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int j : bySubject.getOrDefault(rows.get(i).subject(), List.of())) {
        boolean apart = negatives == Negatives.OTHER_TIMES && !rows.get(i).near(others.get(j));
        out[i * others.size() + j] = apart ? 0 : NEVER;
      }
    }
    return out;
  }

  /** Pairs of modalities, each once, the first before the second. */
  static List<int[]> pairs(int modalities) {
    List<int[]> pairs = new ArrayList<>();
    for (int m = 0; m < modalities; m++) {
      for (int n = m + 1; n < modalities; n++) {
        pairs.add(new int[] {m, n});
      }
    }
    return pairs;
  }

  /** One per pair of modalities; null where too few windows have both. */
  Contrast.PairBatch[] arrays(NDManager step, StagingBuffers staging) {
    NDArray[] places = new NDArray[batch.modalities()];
    NDArray[] marks = new NDArray[batch.modalities()];
    int rows = batch.rows();
    int size = queue.size();
    for (int m = 0; size > 0 && m < places.length; m++) {
      places[m] = staging.stage(step, queue.places(m), new Shape(size, dimensions));
      float[] told = queued.clone();
      boolean[] present = queue.present(m);
      for (int at = 0; at < told.length; at++) {
        told[at] = present[at % size] ? told[at] : NEVER;
      }
      marks[m] = staging.stage(step, told, new Shape(rows, size));
    }
    return pairs(batch.modalities()).stream()
        .map(pair -> pair(pair[0], pair[1], places, marks, step, staging))
        .toArray(Contrast.PairBatch[]::new);
  }

  private Contrast.PairBatch pair(
      int m, int n, NDArray[] places, NDArray[] marks, NDManager step, StagingBuffers staging) {
    int rows = batch.rows();
    boolean[] both = new boolean[rows];
    int common = 0;
    for (int r = 0; r < rows; r++) {
      both[r] = batch.present(m, r) && batch.present(n, r);
      common += both[r] ? 1 : 0;
    }
    if (common < FEWEST_ROWS) {
      return null;
    }
    float[] candidates = new float[rows * rows];
    float[] positives = new float[rows * rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < rows; j++) {
        boolean told = both[i] && both[j] && (i == j || inBatch[i * rows + j] == 0);
        candidates[i * rows + j] = told ? 0 : NEVER;
      }
      positives[i * rows + i] = both[i] ? 1f / common : 0;
    }
    return new Contrast.PairBatch(
        staging.stage(step, positives, new Shape(rows, rows)),
        staging.stage(step, candidates, new Shape(rows, rows)),
        places[m],
        marks[m],
        places[n],
        marks[n]);
  }
}
