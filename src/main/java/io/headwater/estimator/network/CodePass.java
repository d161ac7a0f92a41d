package io.headwater.estimator.network;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.window.AlignedWindow;
import java.util.List;
import java.util.function.Supplier;

/** Encodes many windows a few at a time, so that their inputs need no room. */
public final class CodePass {
  private CodePass() {}

  /**
   * Codes of windows.
   *
   * @param freeze opens a pass over the network as it stands
   */
  public static Codes read(
      List<ModalityIntake> intakes, Supplier<FrozenPass> freeze, List<AlignedWindow> windows) {
    int count = intakes.size();
    float[][] codes = new float[count][];
    byte[][] present = new byte[count][windows.size()];
    for (int m = 0; m < count; m++) {
      codes[m] = new float[windows.size() * intakes.get(m).shape().codeWidth()];
    }
    for (int from = 0; from < windows.size(); from += FrozenPass.ROWS) {
      int to = Math.min(windows.size(), from + FrozenPass.ROWS);
      WindowBatch batch = WindowBatch.read(intakes, windows.subList(from, to));
      float[][] passed = encode(freeze, batch);
      byte[][] marks = batch.presence(FrozenPass.ROWS);
      for (int m = 0; m < count; m++) {
        int width = intakes.get(m).shape().codeWidth();
        System.arraycopy(passed[m], 0, codes[m], from * width, (to - from) * width);
        System.arraycopy(marks[m], 0, present[m], from, to - from);
      }
    }
    return new Codes(codes, present);
  }

  private static float[][] encode(Supplier<FrozenPass> freeze, WindowBatch batch) {
    try (FrozenPass pass = freeze.get()) {
      return pass.encode(batch);
    }
  }
}
