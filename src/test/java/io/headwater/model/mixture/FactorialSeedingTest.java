package io.headwater.model.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.evaluate.NodeAccuracy;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.simple.SimpleMatrix;
import org.ejml.simple.SimpleSVD;
import org.junit.jupiter.api.Test;

/** Nodes behind codes that are a linear mixture of their effects, as good encoders give. */
final class FactorialSeedingTest {

  /** Codes of so many rows, and what they were made of. */
  record Made(LatentCodes codes, int[][] truth) {}

  static Made codes(SparseNodes nodes, int dims, double noise, int from, int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // As seen along the principal axes of three times as many measurements.
    SimpleMatrix wide = new SimpleMatrix(nodes.space().indicators(), 3 * dims);
    for (int i = 0; i < wide.getNumElements(); i++) {
      wide.set(i, random.nextGaussian());
    }
    for (int l = 0; l < nodes.space().nodes(); l++) { // a node's effects average to nothing
      int at = nodes.space().offset(l);
      int count = nodes.space().categories(l);
      for (int d = 0; d < 3 * dims; d++) {
        double average = 0;
        for (int k = 0; k < count; k++) {
          average += wide.get(at + k, d) / count;
        }
        for (int k = 0; k < count; k++) {
          wide.set(at + k, d, wide.get(at + k, d) - average);
        }
      }
    }
    SimpleSVD<SimpleMatrix> svd = wide.svd(true);
    double[][] effect =
        svd.getU().mult(svd.getW()).scale(Math.sqrt(1.0 / 3)).cols(0, dims).toArray2();
    double[][] mean = new double[rows][dims];
    int[][] truth = new int[nodes.space().nodes()][rows];
    SplittableRandom blur = new SplittableRandom(seed + from);
    for (int r = 0; r < rows; r++) {
      int[] c = nodes.row(seed, from + r);
      for (int l = 0; l < c.length; l++) {
        truth[l][r] = c[l];
        for (int d = 0; d < dims; d++) {
          mean[r][d] += effect[nodes.space().offset(l) + c[l]][d];
        }
      }
      for (int d = 0; d < dims; d++) {
        mean[r][d] += noise * blur.nextGaussian();
      }
    }
    return new Made(new LatentCodes(mean, new double[rows][dims]), truth);
  }

  static NodeAccuracy accuracy(SparseNodes nodes, int[][] truth, int[][] found) {
    int[][] turned = new int[truth.length][found.length];
    for (int r = 0; r < found.length; r++) {
      for (int l = 0; l < truth.length; l++) {
        turned[l][r] = found[r][l];
      }
    }
    int[] categories = nodes.space().categories().stream().mapToInt(c -> c).toArray();
    return NodeAccuracy.of(truth, turned, categories);
  }

  @Test
  void thirteenJoinedNodesAreFoundAndTheirGraph() {
    SparseNodes nodes = new SparseNodes(Collections.nCopies(13, 2), 3);
    Made learned = codes(nodes, 13, 0.3, 0, 2000, 3);
    Made apart = codes(nodes, 13, 0.3, 5000, 500, 3);
    FactorialSeeding.Seeded seeded =
        new FactorialSeeding(nodes.space(), learned.codes).best(apart.codes, 2, 1);
    NodeAccuracy accuracy = accuracy(nodes, apart.truth, seeded.posterior().likeliest(apart.codes));
    assertThat(accuracy.least()).isGreaterThan(0.99);
    int[][] found = seeded.posterior().likeliest(learned.codes);
    boolean[][] dag = new NodeDagFit(nodes.space(), OccurringOutcomes.of(found), 2000).fit(1);
    boolean[][] matched = new boolean[13][13];
    for (int i = 0; i < 13; i++) {
      for (int j = 0; j < 13; j++) {
        matched[i][j] = dag[accuracy.node()[i]][accuracy.node()[j]];
      }
    }
    assertThat(SparseNodes.cpdag(matched).skeletonErrors(nodes.cpdag())).isZero();
  }

  @Test
  void nodesOfMoreCategoriesArePutTogetherFromCuts() {
    SparseNodes nodes = new SparseNodes(List.of(2, 3, 2, 4, 2), 2);
    int dims = nodes.space().contrasts();
    Made learned = codes(nodes, dims, 0.3, 0, 2000, 2);
    Made apart = codes(nodes, dims, 0.3, 5000, 500, 2);
    FactorialSeeding.Seeded seeded =
        new FactorialSeeding(nodes.space(), learned.codes).best(apart.codes, 2, 1);
    NodeAccuracy accuracy = accuracy(nodes, apart.truth, seeded.posterior().likeliest(apart.codes));
    assertThat(accuracy.least()).isGreaterThan(0.99);
  }

  @Test
  void oneGaussianIsDescribedWorseThanByItself() {
    LatentCodes blob = gaussian(4);
    LatentCodes apart = gaussian(5);
    OutcomeSpace space = new OutcomeSpace(Collections.nCopies(5, 2));
    double itself = 0;
    for (double[] row : apart.mean()) {
      for (double z : row) {
        itself -= 0.5 * (Math.log(2 * Math.PI) + z * z) / apart.rows();
      }
    }
    assertThat(new FactorialSeeding(space, blob).fit(1).posterior().meanBound(apart))
        .isLessThan(itself);
  }

  private static LatentCodes gaussian(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] mean = new double[1500][5];
    for (double[] row : mean) {
      for (int d = 0; d < 5; d++) {
        row[d] = random.nextGaussian();
      }
    }
    return new LatentCodes(mean, new double[1500][5]);
  }
}
