package io.headwater.model.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.graph.Acyclicity;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NodePotentialsTest {
  private static final int NODES = 5;

  @Test
  void anyWeightsAndPotentialsGiveAGraphWithoutCycles() {
    SplittableRandom random = new SplittableRandom(3);
    for (int draw = 0; draw < 2000; draw++) {
      double[] b = normals(random, NodePotentials.pairs(NODES));
      double[][] edges = NodePotentials.edges(b, normals(random, NODES), 5);
      assertThat(Acyclicity.holds(over(edges, 0))).isTrue();
    }
  }

  /** Methods.md 4.2: what goes wrong where the symmetric weights may be negative. */
  @Test
  void withSignedWeightsMostGraphsWouldHaveCycles() {
    SplittableRandom random = new SplittableRandom(3);
    int cyclic = 0;
    for (int draw = 0; draw < 2000; draw++) {
      double[] b = normals(random, NodePotentials.pairs(NODES));
      double[] xi = normals(random, NODES);
      double[][] edges = new double[NODES][NODES];
      for (int i = 0; i < NODES; i++) {
        for (int j = 0; j < NODES; j++) {
          double weight = i == j ? 0 : b[NodePotentials.pair(i, j, NODES)];
          edges[i][j] = Math.max(0, Math.tanh(weight * (xi[j] - xi[i])));
        }
      }
      cyclic += Acyclicity.holds(over(edges, 0)) ? 0 : 1;
    }
    assertThat(cyclic).isGreaterThan(1000);
  }

  @Test
  void everyPairHasAPlaceOfItsOwn() {
    boolean[] taken = new boolean[NodePotentials.pairs(NODES)];
    for (int i = 0; i < NODES; i++) {
      for (int j = i + 1; j < NODES; j++) {
        int place = NodePotentials.pair(i, j, NODES);
        assertThat(taken[place]).isFalse();
        assertThat(NodePotentials.pair(j, i, NODES)).isEqualTo(place);
        taken[place] = true;
      }
    }
  }

  @Test
  void theGradientIsThatOfDifferences() {
    SplittableRandom random = new SplittableRandom(8);
    double[] b = normals(random, NodePotentials.pairs(NODES));
    double[] xi = normals(random, NODES);
    double[][] outer = new double[NODES][NODES];
    for (double[] row : outer) {
      System.arraycopy(normals(random, NODES), 0, row, 0, NODES);
    }
    double[] gradB = new double[b.length];
    double[] gradXi = new double[xi.length];
    NodePotentials.backward(b, xi, 2, outer, gradB, gradXi);
    for (int i = 0; i < b.length; i++) {
      assertThat(gradB[i]).isCloseTo(slope(b, i, b, xi, outer), within(1e-6));
    }
    for (int i = 0; i < xi.length; i++) {
      assertThat(gradXi[i]).isCloseTo(slope(xi, i, b, xi, outer), within(1e-6));
    }
  }

  private static double slope(double[] moved, int i, double[] b, double[] xi, double[][] outer) {
    double kept = moved[i];
    moved[i] = kept + 1e-6;
    double plus = weighted(NodePotentials.edges(b, xi, 2), outer);
    moved[i] = kept - 1e-6;
    double minus = weighted(NodePotentials.edges(b, xi, 2), outer);
    moved[i] = kept;
    return (plus - minus) / 2e-6;
  }

  private static double weighted(double[][] edges, double[][] outer) {
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      for (int j = 0; j < NODES; j++) {
        sum += edges[i][j] * outer[i][j];
      }
    }
    return sum;
  }

  private static boolean[][] over(double[][] edges, double threshold) {
    boolean[][] dag = new boolean[NODES][NODES];
    for (int i = 0; i < NODES; i++) {
      for (int j = 0; j < NODES; j++) {
        dag[i][j] = edges[i][j] > threshold;
      }
    }
    return dag;
  }

  private static double[] normals(SplittableRandom random, int count) {
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = random.nextGaussian();
    }
    return out;
  }
}
