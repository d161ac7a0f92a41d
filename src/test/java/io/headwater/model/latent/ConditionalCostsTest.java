package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.headwater.model.TensorEngine;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A chain 0, 1, 2 of true components, heteroscedastic and bent; and a modality of its own. */
class ConditionalCostsTest {
  private static final int ROWS = 4000;
  private static final int HELD_OUT = 1000;

  private static NDManager manager;
  private static Lanes lanes;
  private static ConditionalCosts costs;

  @BeforeAll
  static void fit() {
    manager = TensorEngine.newManager(Device.cpu());
    lanes = new Lanes(1);
    int[] latents = {1, 1, 1, 1};
    CodeSample train = chain(ROWS, 5, latents);
    CodeSample heldOut = chain(HELD_OUT, 6, latents);
    SolverSettings settings = SolverSettings.defaults(3).withSteps(800);
    Fitting fitting =
        new Fitting(
            manager,
            lanes,
            train,
            IntStream.range(0, ROWS).toArray(),
            heldOut,
            IntStream.range(0, HELD_OUT).toArray(),
            settings);
    boolean[][] linked = new boolean[4][4];
    for (boolean[] row : linked) {
      Arrays.fill(row, true);
    }
    linked[0][2] = false; // declared: 0 does not act on 2 directly
    LatentNetwork linear =
        new LatentNetwork(new NetworkShape(latents, new int[4], 0, 8, settings.priorHidden()));
    costs = new ConditionalCosts(fitting, linear, linked);
  }

  @AfterAll
  static void close() {
    lanes.close();
    manager.close();
  }

  @Test
  void whatDependsCostsLessGivenWhatItDependsOn() {
    assertThat(costs.of(1, 0b0001)).isLessThan(costs.of(1, 0) - 0.3);
    assertThat(costs.of(0, 0b0010)).isLessThan(costs.of(0, 0) - 0.2);
  }

  @Test
  void whatDoesNotDependGainsNothing() {
    assertThat(costs.of(3, 0b0111)).isGreaterThan(costs.of(3, 0) - 0.02);
    assertThat(costs.of(2, 0b1000)).isGreaterThan(costs.of(2, 0) - 0.02);
  }

  @Test
  void aModalityThatMayNotBeACauseIsLeftOut() {
    assertThat(costs.of(2, 0b0001)).isEqualTo(costs.of(2, 0));
  }

  @Test
  void theOrderOfTheChainIsFound() {
    OrderSearch search = new OrderSearch(costs, GraphConstraints.none(), 4);
    CausalOrder order = search.order(search.candidates(null).get(0).rank());
    assertThat(order.rank()[0]).isLessThan(order.rank()[1]);
    assertThat(order.rank()[1]).isLessThan(order.rank()[2]);
    assertThat(order.directionGap()[0][1]).isPositive();
  }

  private static CodeSample chain(int rows, long seed, int[] latents) {
    RandomGenerator random = new SplittableRandom(seed);
    float[][] codes = new float[4][rows];
    for (int r = 0; r < rows; r++) {
      double a = laplace(random);
      double b = Math.tanh(2 * a) + 0.5 * Math.exp(0.6 * a / (1 + Math.abs(a))) * laplace(random);
      double c =
          0.6 * b + Math.sin(2 * b) / 2 + 0.3 * Math.exp(-0.5 * Math.tanh(b)) * laplace(random);
      codes[0][r] = (float) a;
      codes[1][r] = (float) b;
      codes[2][r] = (float) c;
      codes[3][r] = (float) laplace(random);
    }
    for (float[] column : codes) {
      standardise(column);
    }
    return CodeSample.complete(rows, latents, new int[4], codes);
  }

  private static double laplace(RandomGenerator random) {
    double u = random.nextDouble() - 0.5;
    return -Math.signum(u) * Math.log(1 - 2 * Math.abs(u)) / Math.sqrt(2);
  }

  private static void standardise(float[] column) {
    double mean = IntStream.range(0, column.length).mapToDouble(i -> column[i]).average().orElse(0);
    double square =
        IntStream.range(0, column.length)
            .mapToDouble(i -> (column[i] - mean) * (column[i] - mean))
            .average()
            .orElse(1);
    for (int i = 0; i < column.length; i++) {
      column[i] = (float) ((column[i] - mean) / Math.sqrt(square));
    }
  }
}
