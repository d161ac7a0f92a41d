package io.headwater.estimator;

import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Batches from the reservoir. */
public final class WindowDraws {
  private WindowDraws() {}

  /**
   * @param windows to draw from, with replacement; at least one
   * @param most how many to draw, but no more than there are
   */
  public static List<AlignedWindow> draw(
      RandomGenerator random, List<AlignedWindow> windows, int most) {
    int rows = Math.min(most, windows.size());
    List<AlignedWindow> batch = new ArrayList<>(rows);
    for (int r = 0; r < rows; r++) {
      batch.add(windows.get(random.nextInt(windows.size())));
    }
    return batch;
  }
}
