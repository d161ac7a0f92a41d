package io.headwater.model.mixture;

import java.util.Arrays;

/** What a factorial mixture and tables say of codes, without any list of outcomes. */
public final class FactorialPosterior {
  private final FactorialMixture mixture;
  private final NodeTables tables;
  private final NodeDetector detector;

  public FactorialPosterior(FactorialMixture mixture, NodeTables tables) {
    this.mixture = mixture;
    this.tables = tables;
    detector = new NodeDetector(mixture);
  }

  FactorialMixture mixture() {
    return mixture;
  }

  NodeTables tables() {
    return tables;
  }

  NodeDetector detector() {
    return detector;
  }

  /** Of one Gaussian code. */
  public NodeTables.Posterior of(double[] code, double[] spread) {
    double[] evidence = new double[mixture.space().indicators()];
    detector.evidence(code, spread, evidence);
    return tables.posterior(evidence);
  }

  /** Of Gaussian codes, row by row. */
  public NodeTables.Posterior[] of(LatentCodes codes) {
    NodeTables.Posterior[] out = new NodeTables.Posterior[codes.rows()];
    for (int r = 0; r < out.length; r++) {
      out[r] = of(codes.mean()[r], codes.variance()[r]);
    }
    return out;
  }

  /** Per row the probability of each category, nodes one after the other. */
  public double[][] marginals(LatentCodes codes) {
    return marginals(of(codes));
  }

  static double[][] marginals(NodeTables.Posterior[] posteriors) {
    return Arrays.stream(posteriors).map(NodeTables.Posterior::marginals).toArray(double[][]::new);
  }

  /** Per row the likeliest category of each node. */
  public int[][] likeliest(LatentCodes codes) {
    int[][] out = new int[codes.rows()][];
    for (int r = 0; r < out.length; r++) {
      out[r] = likeliest(of(codes.mean()[r], codes.variance()[r]).marginals());
    }
    return out;
  }

  private int[] likeliest(double[] marginals) {
    OutcomeSpace space = mixture.space();
    int[] chosen = new int[space.nodes()];
    for (int l = 0; l < chosen.length; l++) {
      int from = space.offset(l);
      for (int k = 1; k < space.categories(l); k++) {
        chosen[l] = marginals[from + k] > marginals[from + chosen[l]] ? k : chosen[l];
      }
    }
    return chosen;
  }

  /**
   * Mean bound on the log-density of codes, nats per row: of an exact posterior it would be the
   * log-density itself.
   */
  public double meanBound(LatentCodes codes) {
    return meanBound(codes, of(codes));
  }

  double meanBound(LatentCodes codes, NodeTables.Posterior[] posteriors) {
    double sum = 0;
    for (int r = 0; r < codes.rows(); r++) {
      double[] marginals = posteriors[r].marginals();
      sum += mixture.expectedLogDensity(codes.mean()[r], codes.variance()[r], marginals);
      sum -= posteriors[r].divergence();
    }
    return sum / codes.rows();
  }
}
