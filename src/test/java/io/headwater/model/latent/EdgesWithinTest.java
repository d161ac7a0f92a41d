package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.headwater.model.TensorEngine;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Three modalities of two latents in a chain, edges within each possible. */
class EdgesWithinTest {
  private static final int ROWS = 300;
  private static final int NODES = 6;
  private static final int[] LATENTS = {2, 2, 2};
  private static final SolverSettings SETTINGS = SolverSettings.streaming(400, 1).withCouplings(0);
  private static final LatentNetwork NETWORK =
      new LatentNetwork(new NetworkShape(LATENTS, new int[3], 0, 8, 8));

  @Test
  void edgesWithinAreFreeWhereEveryLatentHasALink() {
    assertThat(loosened(edge(0, 2), edge(1, 3), edge(3, 4), edge(2, 5)))
        .containsExactly(edge(0, 1), edge(2, 3), edge(4, 5));
  }

  @Test
  void notInAModalityWithALatentThatHasNone() {
    assertThat(loosened(edge(0, 2), edge(1, 3), edge(3, 4)))
        .as("latent 5 has no link")
        .containsExactly(edge(0, 1), edge(2, 3));
  }

  @Test
  void norWhereNothingIsPossible() {
    assertThat(loosened(new float[NODES * NODES], edge(0, 2), edge(1, 3), edge(3, 4), edge(2, 5)))
        .isEmpty();
  }

  private static int edge(int parent, int child) {
    return parent * NODES + child;
  }

  private static int[] loosened(int... open) {
    return loosened(marks(edge(0, 1), edge(2, 3), edge(4, 5)), open);
  }

  /** Edges within that may exist afterwards; of two replicas, the second without any link. */
  private static int[] loosened(float[] possible, int... open) {
    try (NDManager manager = TensorEngine.newManager(Device.cpu());
        Lanes lanes = new Lanes(1)) {
      int[] rows = IntStream.range(0, ROWS).toArray();
      CodeSample sample = noise();
      Fitting fitting = new Fitting(manager, lanes, sample, rows, sample, rows, SETTINGS);
      float[] between = new float[NODES * NODES];
      IntStream.range(0, between.length)
          .filter(i -> i / NODES / 2 < i % NODES / 2)
          .forEach(i -> between[i] = 1);
      Replicas replicas =
          Replicas.random(NETWORK, 3, new int[] {0, 1}, new float[][] {between, between});
      int gates = NETWORK.table().offset(EdgeGates.PARAMETER);
      int ofOne = NETWORK.table().size();
      Arrays.fill(replicas.parameters(), gates, gates + NODES * NODES, -9);
      Arrays.fill(replicas.parameters(), ofOne + gates, ofOne + gates + NODES * NODES, -9);
      Arrays.stream(open).forEach(e -> replicas.parameters()[gates + e] = 9);
      float[] mask = new EdgesWithin(fitting, NETWORK, possible).loosened(replicas);
      int edges = NODES * NODES;
      assertThat(IntStream.range(edges, 2 * edges).filter(i -> mask[i] > 0))
          .as("each replica by its own links")
          .allMatch(i -> !NETWORK.layout().isWithin(i));
      return IntStream.range(0, edges)
          .filter(i -> mask[i] > 0 && NETWORK.layout().isWithin(i))
          .toArray();
    }
  }

  private static float[] marks(int... edges) {
    float[] marks = new float[NODES * NODES];
    Arrays.stream(edges).forEach(e -> marks[e] = 1);
    return marks;
  }

  private static CodeSample noise() {
    RandomGenerator random = new SplittableRandom(7);
    float[][] codes = new float[LATENTS.length][2 * ROWS];
    for (float[] column : codes) {
      for (int i = 0; i < column.length; i++) {
        column[i] = (float) random.nextGaussian();
      }
    }
    return CodeSample.complete(ROWS, LATENTS, codes);
  }
}
