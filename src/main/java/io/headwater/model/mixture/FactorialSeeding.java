package io.headwater.model.mixture;

import io.headwater.model.CounterRandom;
import io.headwater.model.Whitening;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;

/**
 * A factorial mixture from nothing: directions in which codes have two values ({@link
 * TwoPointPursuit}), which are put together to nodes, then expectation maximisation.
 */
public final class FactorialSeeding {
  private static final int ROUNDS = 60;

  /** Nats per row below which another round is not worth it. */
  private static final double CONVERGED = 1e-4;

  /** The pursuit looks at so many rows at most. */
  private static final int MOST_ROWS = 2000;

  /** Principal components of less than this share of the greatest variance are noise. */
  private static final double LEAST_SPECTRUM = 1e-3;

  private final OutcomeSpace space;
  private final LatentCodes codes;

  public FactorialSeeding(OutcomeSpace space, LatentCodes codes) {
    this.space = space;
    this.codes = codes;
  }

  /**
   * A fitted mixture with nodes that count as independent.
   *
   * @param masses share of rows in each category, nodes one after the other
   */
  public record Seeded(FactorialMixture mixture, double[] masses) {
    public NodeTables tables() {
      return NodeTables.independent(mixture.space(), masses);
    }

    public FactorialPosterior posterior() {
      return new FactorialPosterior(mixture, tables());
    }
  }

  /** The likeliest on other codes of so many mixtures from nothing. */
  public Seeded best(LatentCodes others, int tries, long seed) {
    Seeded best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < tries; k++) {
      Seeded fitted = fit(seed ^ (k + 1));
      double bound = fitted.posterior().meanBound(others);
      if (best == null || bound > most) {
        best = fitted;
        most = bound;
      }
    }
    return best;
  }

  /** A mixture from nothing. */
  public Seeded fit(long seed) {
    RandomGenerator random = CounterRandom.at(seed, 0, 12);
    int rows = Math.min(MOST_ROWS, codes.rows());
    int[] drawn =
        rows == codes.rows()
            ? IntStream.range(0, rows).toArray()
            : IntStream.range(0, rows).map(r -> random.nextInt(codes.rows())).toArray();
    double[][] mean = new double[rows][];
    double[][] variance = new double[rows][];
    for (int r = 0; r < rows; r++) {
      mean[r] = codes.mean()[drawn[r]];
      variance[r] = codes.variance()[drawn[r]];
    }
    List<TwoPointPursuit.Cut> cuts = new TwoPointPursuit(white(mean), seed).cuts(space.contrasts());
    double[][] marginals = new NodeGroups(space, cuts, rows).marginals();
    FactorialSums sums = new FactorialSums(space, codes.dimensions());
    sums.restart(marginals, new LatentCodes(mean, variance));
    return improve(new Seeded(sums.mixture(), sums.masses()));
  }

  /** Whitened rows along the principal components that are more than noise. */
  private static double[][] white(double[][] rows) {
    Whitening whitening = Whitening.of(rows);
    double[] spectrum = whitening.spectrum();
    int kept = 0;
    while (kept < spectrum.length && spectrum[kept] > LEAST_SPECTRUM * spectrum[0]) {
      kept++;
    }
    SimpleMatrix matrix = whitening.matrix().rows(0, Math.max(1, kept));
    return Whitening.map(whitening.centre(), matrix, rows);
  }

  /** Rounds of expectation maximisation until nothing is gained. */
  public Seeded improve(Seeded from) {
    Seeded now = from;
    double before = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      FactorialPosterior posterior = now.posterior();
      NodeTables.Posterior[] rows = posterior.of(codes);
      double bound = posterior.meanBound(codes, rows);
      if (bound - before < CONVERGED) {
        break;
      }
      before = bound;
      FactorialSums sums = new FactorialSums(space, codes.dimensions());
      sums.restart(FactorialPosterior.marginals(rows), codes);
      now = new Seeded(sums.mixture(), sums.masses());
    }
    return now;
  }
}
