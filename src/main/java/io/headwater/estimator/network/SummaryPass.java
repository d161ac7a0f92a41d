package io.headwater.estimator.network;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.count.SummarySample;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;

/** Reads the summaries of many windows a few at a time, so that their inputs need no room. */
public final class SummaryPass {
  private static final int ROWS = FrozenPass.ROWS;

  private SummaryPass() {}

  /** All windows, neighbours in time next to each other. */
  public static List<AlignedWindow> bySubject(
      List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    List<AlignedWindow> all = new ArrayList<>(reservoir);
    all.addAll(heldOut);
    all.sort(AlignedWindow.SUBJECT_ORDER);
    return all;
  }

  /** Standardised summaries under the input statistics as they stand. */
  public static SummarySample read(List<ModalityIntake> intakes, List<AlignedWindow> windows) {
    float[][] values = new float[intakes.size()][];
    byte[][] present = new byte[intakes.size()][windows.size()];
    for (int m = 0; m < values.length; m++) {
      values[m] = new float[windows.size() * intakes.get(m).targetCount()];
    }
    for (int from = 0; from < windows.size(); from += ROWS) {
      int to = Math.min(windows.size(), from + ROWS);
      WindowBatch batch = WindowBatch.read(intakes, windows.subList(from, to));
      byte[][] marks = batch.presence(FrozenPass.ROWS);
      for (int m = 0; m < values.length; m++) {
        float[] targets = batch.targets(m, batch.rows());
        System.arraycopy(
            targets, 0, values[m], from * intakes.get(m).targetCount(), targets.length);
        System.arraycopy(marks[m], 0, present[m], from, batch.rows());
      }
    }
    return new SummarySample(windows.size(), values, present);
  }
}
