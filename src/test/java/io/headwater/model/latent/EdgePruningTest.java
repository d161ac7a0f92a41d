package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.headwater.model.TensorEngine;
import io.headwater.model.latent.GraphConstraints.Link;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two modalities of two latents, all four edges from the first to the second open. */
class EdgePruningTest {
  private static final int ROWS = 300;
  private static final int[] LATENTS = {2, 2};
  private static final SolverSettings SETTINGS =
      SolverSettings.streaming(400, 1).withCouplings(0).withRefitSteps(2);
  private static final LatentNetwork NETWORK =
      new LatentNetwork(new NetworkShape(LATENTS, new int[2], 0, 8, 8));

  /** Places of 0>2, 0>3, 1>2 and 1>3 among (parent, child) over four nodes. */
  private static final int[] EDGES = {2, 3, 6, 7};

  @Test
  void weakEdgesThatOthersLackAreClosedAndStrongOrSharedOnesStay() {
    float[] gain = {0.1f, 0.1f, 0.3f, 0.1f};
    float[] stability = {0.5f, 1, 0.5f, Float.NaN};
    assertThat(leftOpen(gain, stability, List.of())).containsExactly(3, 6, 7);
  }

  @Test
  void whereNothingIsDoubtfulNothingIsRefitted() {
    float[] gain = {0.3f, 0.3f, 0.3f, 0.3f};
    float[] half = {0.5f, 0.5f, 0.5f, 0.5f};
    assertThat(leftOpen(gain, half, List.of())).containsExactly(EDGES);
  }

  @Test
  void theLastEdgeOfARequiredLinkStays() {
    float[] gain = {0.1f, 0.1f, 0.1f, 0.1f};
    float[] half = {0.5f, 0.5f, 0.5f, 0.5f};
    assertThat(leftOpen(gain, half, List.of(new Link(0, 1)))).containsExactly(7);
  }

  private static int[] leftOpen(float[] gain, float[] stability, List<Link> required) {
    try (NDManager manager = TensorEngine.newManager(Device.cpu());
        Lanes lanes = new Lanes(1)) {
      int[] rows = IntStream.range(0, ROWS).toArray();
      CodeSample sample = noise();
      Fitting fitting = new Fitting(manager, lanes, sample, rows, sample, rows, SETTINGS);
      float[] open = spread(new float[] {1, 1, 1, 1});
      Replicas replicas = Replicas.random(NETWORK, 3, new int[] {0}, new float[][] {open});
      replicas.harden(open.clone());
      float[] before = replicas.parameters().clone();
      EdgeGains given = new EdgeGains(spread(gain), new float[16]);
      EdgeGains left =
          new EdgePruning(fitting, replicas, fitting.trainer(replicas, 1), required)
              .closeDoubtful(given, spread(stability));
      boolean closed = replicas.edgesOf(0) < EDGES.length;
      if (!closed) {
        assertThat(left).isSameAs(given);
      }
      assertThat(Arrays.equals(before, replicas.parameters())).isEqualTo(!closed);
      return IntStream.range(0, 16).filter(i -> replicas.hardGates()[i] > 0).toArray();
    }
  }

  private static float[] spread(float[] ofEdges) {
    float[] all = new float[16];
    for (int i = 0; i < EDGES.length; i++) {
      all[EDGES[i]] = ofEdges[i];
    }
    return all;
  }

  private static CodeSample noise() {
    RandomGenerator random = new SplittableRandom(7);
    float[][] codes = new float[2][2 * ROWS];
    for (float[] column : codes) {
      for (int i = 0; i < column.length; i++) {
        column[i] = (float) random.nextGaussian();
      }
    }
    return CodeSample.complete(ROWS, LATENTS, codes);
  }
}
