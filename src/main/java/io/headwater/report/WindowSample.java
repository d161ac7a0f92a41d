package io.headwater.report;

import io.headwater.config.LearningConfig;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.learn.LatentRecord;
import io.headwater.report.Truth.Window;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Windows with data of every modality, taken evenly over a run, to be scored against a truth: those
 * not learned from where there are enough of them. Takes all windows twice, in the same order.
 */
final class WindowSample {
  /** More rows change scores by less than their errors and cost time. */
  static final int ROWS = 4000;

  /** With fewer the held-out probe and the correlations say nothing. */
  static final int FEWEST_ROWS = 50;

  private final Optional<LearningConfig> learning;
  private final Map<Window, LatentRecord> chosen = new LinkedHashMap<>();
  private long position;
  private long complete;
  private long unlearned;
  private long stride;
  private long eligible;
  private boolean onlyUnlearned;

  /**
   * @param learning what the run learned from; empty where that is not known
   */
  WindowSample(Optional<LearningConfig> learning) {
    this.learning = learning;
  }

  /** First pass: how many windows there are of each sort. */
  void count(LatentRecord window) {
    if (isComplete(window)) {
      complete++;
      unlearned += isUnlearned(window) ? 1 : 0;
    }
    position++;
  }

  /** Second pass. */
  void gather(LatentRecord window) {
    if (stride == 0) {
      onlyUnlearned = unlearned >= FEWEST_ROWS;
      stride = Math.max(1, ((onlyUnlearned ? unlearned : complete) + ROWS - 1) / ROWS);
      position = 0;
    }
    if (isComplete(window) && (!onlyUnlearned || isUnlearned(window)) && eligible++ % stride == 0) {
      chosen.put(new Window(window.subject(), window.windowStart()), window);
    }
    position++;
  }

  private static boolean isComplete(LatentRecord window) {
    return window.estimate().modalities().stream().allMatch(ModalityEstimate::present);
  }

  private boolean isUnlearned(LatentRecord window) {
    return learning.isPresent()
        && (learning.get().isHeldOut(position)
            || learning.get().isOnlyScored(position, window.subject()));
  }

  /** At most {@value #ROWS}, in the order of the run. */
  Map<Window, LatentRecord> chosen() {
    return Collections.unmodifiableMap(chosen);
  }

  /** Which windows these are, in words. */
  String ofWhat() {
    String which = "all windows; which were learned from is not known";
    if (onlyUnlearned) {
      which = "windows that were not learned from";
    } else if (learning.isPresent()) {
      which = "all windows, most of them learned from";
    }
    return which + ", with data of every modality";
  }
}
