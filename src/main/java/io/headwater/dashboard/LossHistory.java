package io.headwater.dashboard;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.learn.LatentRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prequential losses and the share of present modalities, over all people, by window end. Keeps the
 * newest {@value #MOST_ENDS} window ends.
 */
final class LossHistory {
  /** A week of windows of thirty seconds. */
  static final int MOST_ENDS = 20_160;

  private final TreeMap<Long, Cell> byEnd = new TreeMap<>();

  /** Sums over the windows of one end. */
  private static final class Cell {
    double loss;
    double meanPredictor;
    int scored;
    double cross;
    int crossed;
    int windows;
    final Map<String, Integer> present = new LinkedHashMap<>();

    void add(Cell other) {
      loss += other.loss;
      meanPredictor += other.meanPredictor;
      scored += other.scored;
      cross += other.cross;
      crossed += other.crossed;
      windows += other.windows;
      other.present.forEach((name, n) -> present.merge(name, n, Integer::sum));
    }
  }

  /**
   * A stretch of time.
   *
   * @param endMicros its last window end
   * @param loss mean prequential loss; NaN when none was scored
   * @param meanPredictorLoss the same of the running mean
   * @param crossLoss mean loss of cross-prediction; NaN where there was none
   * @param windows number of windows
   * @param present windows that had data, by modality
   */
  record Point(
      long endMicros,
      double loss,
      double meanPredictorLoss,
      double crossLoss,
      int windows,
      Map<String, Integer> present) {}

  synchronized void add(LatentRecord latent) {
    Cell cell = byEnd.computeIfAbsent(latent.windowEnd(), end -> new Cell());
    cell.windows++;
    if (Double.isFinite(latent.estimate().loss())) {
      cell.loss += latent.estimate().loss();
      cell.meanPredictor += latent.estimate().meanPredictorLoss();
      cell.scored++;
    }
    if (Double.isFinite(latent.estimate().crossLoss())) {
      cell.cross += latent.estimate().crossLoss();
      cell.crossed++;
    }
    for (ModalityEstimate modality : latent.estimate().modalities()) {
      cell.present.merge(modality.modality(), modality.present() ? 1 : 0, Integer::sum);
    }
    while (byEnd.size() > MOST_ENDS) {
      byEnd.pollFirstEntry();
    }
  }

  /** At most so many points over all that is held, each a mean over neighbouring window ends. */
  synchronized List<Point> points(int most) {
    int together = Math.max(1, (byEnd.size() + most - 1) / most);
    List<Point> points = new ArrayList<>();
    Cell sum = new Cell();
    int taken = 0;
    for (Map.Entry<Long, Cell> entry : byEnd.entrySet()) {
      sum.add(entry.getValue());
      if (++taken == together || entry.getKey().equals(byEnd.lastKey())) {
        points.add(
            new Point(
                entry.getKey(),
                sum.loss / sum.scored,
                sum.meanPredictor / sum.scored,
                sum.cross / sum.crossed,
                sum.windows,
                sum.present));
        sum = new Cell();
        taken = 0;
      }
    }
    return points;
  }

  synchronized int size() {
    return byEnd.size();
  }
}
