package io.headwater.estimator.mixture;

import io.headwater.model.CounterRandom;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.mixture.GaussianMixture;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.model.mixture.MixtureSeeding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * How many Gaussians describe the codes best by Schwarz's criterion.
 *
 * @param best the number; 0 before anything was fitted
 * @param gainOverOne nats by which it is shorter than a single Gaussian
 * @param rows effective number of windows
 */
record ClusterCount(int best, double gainOverOne, double rows) {
  /** More rows than this would only take longer. */
  private static final int MOST_ROWS = 1000;

  static ClusterCount none() {
    return new ClusterCount(0, 0, 0);
  }

  /**
   * @param outcomes the number that the model assumes
   * @param effective what the rows are worth
   */
  static ClusterCount of(LatentCodes codes, int outcomes, double effective, long seed) {
    double worth = effective / codes.rows();
    LatentCodes sample = sample(codes, CounterRandom.at(seed, 0, 3));
    MixtureSeeding seeding = new MixtureSeeding(sample);
    int best = 1;
    double rows = Math.max(1, worth * sample.rows());
    double one = seeding.criterion(seeding.fit(1, seed), rows);
    double least = one;
    for (int count : candidates(outcomes, sample.rows())) {
      GaussianMixture mixture = seeding.fit(count, seed + count);
      double criterion = seeding.criterion(mixture, rows);
      if (criterion < least) {
        least = criterion;
        best = count;
      }
    }
    return new ClusterCount(best, one - least, rows);
  }

  private static TreeSet<Integer> candidates(int outcomes, int rows) {
    TreeSet<Integer> counts = new TreeSet<>();
    for (int count :
        new int[] {2, outcomes / 2, outcomes - 2, outcomes - 1, outcomes, outcomes + 2}) {
      if (count > 1 && count <= rows / 10) {
        counts.add(count);
      }
    }
    return counts;
  }

  private static LatentCodes sample(LatentCodes codes, RandomGenerator random) {
    if (codes.rows() <= MOST_ROWS) {
      return codes;
    }
    List<double[]> mean = new ArrayList<>();
    List<double[]> variance = new ArrayList<>();
    for (int k = 0; k < MOST_ROWS; k++) {
      int r = random.nextInt(codes.rows());
      mean.add(codes.mean()[r]);
      variance.add(codes.variance()[r]);
    }
    return new LatentCodes(mean.toArray(double[][]::new), variance.toArray(double[][]::new));
  }

  void write(StateWriter out) {
    out.writeInt(best);
    out.writeDouble(gainOverOne);
    out.writeDouble(rows);
  }

  static ClusterCount read(StateReader in) {
    return new ClusterCount(in.readInt(), in.readDouble(), in.readDouble());
  }
}
