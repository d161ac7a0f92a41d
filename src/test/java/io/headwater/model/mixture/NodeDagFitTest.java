package io.headwater.model.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NodeDagFitTest {
  private static final SparseNodes NODES = new SparseNodes(List.of(2, 3, 2, 2), 5);
  private static final int ROWS = 3000;

  private static OccurringOutcomes outcomes(SparseNodes nodes) {
    int[][] rows = new int[ROWS][];
    Arrays.setAll(rows, r -> nodes.row(1, r));
    return OccurringOutcomes.of(rows);
  }

  /** The same shares as a list of all outcomes. */
  private static double[] listed(OccurringOutcomes outcomes) {
    double[] masses = new double[NODES.space().size()];
    for (int c = 0; c < outcomes.size(); c++) {
      masses[NODES.space().outcome(outcomes.categories()[c])] = outcomes.mass()[c];
    }
    return masses;
  }

  @Test
  void itIsTheFitOfTheListOfAllOutcomesWithoutTheList() {
    OccurringOutcomes outcomes = outcomes(NODES);
    NodeDagFit fit = new NodeDagFit(NODES.space(), outcomes, ROWS);
    DagFit listed = new DagFit(NODES.space(), listed(outcomes), ROWS);
    assertThat(fit.cost(NODES.dag())).isCloseTo(listed.cost(NODES.dag()), within(1e-6));
    boolean[][] found = fit.fit(1);
    assertThat(SparseNodes.cpdag(found)).isEqualTo(SparseNodes.cpdag(listed.fit(1)));
    double[] log = listed.logProbabilities(found);
    NodeTables tables = fit.tables(found);
    for (int[] categories : outcomes.categories()) {
      assertThat(tables.logProbability(categories))
          .isCloseTo(log[NODES.space().outcome(categories)], within(1e-9));
    }
  }

  @Test
  void theGradientIsThatOfDifferences() {
    PairTables tables = new PairTables(NODES.space(), outcomes(NODES), 500);
    SplittableRandom random = new SplittableRandom(2);
    double[] theta = new double[6 + 4 + tables.entries()];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = random.nextGaussian();
    }
    double[] gradient = new double[theta.length];
    tables.objective(theta, 1.5, gradient);
    for (int i = 0; i < theta.length; i++) {
      double kept = theta[i];
      theta[i] = kept + 1e-6;
      double plus = tables.objective(theta, 1.5, new double[theta.length]);
      theta[i] = kept - 1e-6;
      double minus = tables.objective(theta, 1.5, new double[theta.length]);
      theta[i] = kept;
      assertThat(gradient[i]).isCloseTo((plus - minus) / 2e-6, within(1e-6));
    }
  }

  @Test
  void aGraphOverAMilliardOutcomesIsFoundFromItsRowsButForAFewEdges() {
    SparseNodes nodes = new SparseNodes(Collections.nCopies(30, 2), 10);
    assertThat(nodes.space().outcomes()).isEqualTo(1L << 30);
    NodeDagFit fit = new NodeDagFit(nodes.space(), outcomes(nodes), ROWS);
    boolean[][] found = fit.climbed();
    assertThat(SparseNodes.cpdag(found).skeletonErrors(nodes.cpdag())).isLessThan(6);
    assertThat(SparseNodes.cpdag(new boolean[30][30]).skeletonErrors(nodes.cpdag()))
        .isGreaterThan(20);
  }

  @Test
  void posteriorsUnderTablesAreThoseOfBayes() {
    NodeDagFit fit = new NodeDagFit(NODES.space(), outcomes(NODES), ROWS);
    NodeTables tables = fit.tables(NODES.dag());
    double[] evidence = new double[NODES.space().indicators()];
    NodeTables.Posterior without = tables.posterior(evidence);
    assertThat(without.divergence()).isCloseTo(0, within(1e-9));
    // A root's posterior is its table times the evidence.
    int root = tables.order()[0];
    int at = NODES.space().offset(root);
    evidence[at] = 1;
    double[] log = tables.log(root);
    double sum = Math.exp(log[0] + 1);
    for (int k = 1; k < log.length; k++) {
      sum += Math.exp(log[k]);
    }
    assertThat(tables.posterior(evidence).marginals()[at])
        .isCloseTo(Math.exp(log[0] + 1) / sum, within(1e-9));
    assertThat(tables.posterior(evidence).divergence()).isPositive();
  }
}
