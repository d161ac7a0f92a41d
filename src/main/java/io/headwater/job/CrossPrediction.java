package io.headwater.job;

import io.headwater.config.LearningConfig;
import io.headwater.learn.LatentRecord;
import java.util.EnumMap;
import java.util.Map;

/**
 * How well the final model predicts modalities from the latents of the others: on windows that it
 * learned from, on held-out ones, and on those that were only scored. What holds for the first
 * alone was learned by heart. Held-out windows are of the same people and may overlap learned ones;
 * held-out people are the harder test.
 */
public final class CrossPrediction {
  /** What became of a window. */
  public enum Part {
    LEARNED,
    HELD_OUT,
    ONLY_SCORED
  }

  /**
   * @param windows in which two modalities or more were present
   * @param loss mean squared error in running standard deviations; NaN without windows
   */
  public record Loss(long windows, double loss) {}

  private static final double BY_HEART = 1.2;

  private final LearningConfig learning;
  private final Map<Part, long[]> windows = new EnumMap<>(Part.class);
  private final Map<Part, double[]> sums = new EnumMap<>(Part.class);
  private long position;

  CrossPrediction(LearningConfig learning) {
    this.learning = learning;
    for (Part part : Part.values()) {
      windows.put(part, new long[1]);
      sums.put(part, new double[1]);
    }
  }

  /** Windows in the order in which the learner saw them. */
  void add(LatentRecord latent) {
    Part part =
        learning.isOnlyScored(position, latent.subject())
            ? Part.ONLY_SCORED
            : learning.isHeldOut(position) ? Part.HELD_OUT : Part.LEARNED;
    position++;
    double loss = latent.estimate().crossLoss();
    if (Double.isFinite(loss)) {
      windows.get(part)[0]++;
      sums.get(part)[0] += loss;
    }
  }

  public Loss of(Part part) {
    long count = windows.get(part)[0];
    return new Loss(count, count == 0 ? Double.NaN : sums.get(part)[0] / count);
  }

  /** Whether windows never learned from are predicted clearly worse than learned ones. */
  public boolean learnedByHeart() {
    double learned = of(Part.LEARNED).loss();
    return of(Part.ONLY_SCORED).loss() > BY_HEART * learned
        || of(Part.HELD_OUT).loss() > BY_HEART * learned;
  }
}
