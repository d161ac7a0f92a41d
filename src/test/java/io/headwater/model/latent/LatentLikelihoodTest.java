package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.headwater.model.CounterRandom;
import io.headwater.model.StagingBuffers;
import io.headwater.model.TensorEngine;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** The mathematics of flow, prior and gradient against slow, plain computations. */
class LatentLikelihoodTest {
  private static final int[] LATENTS = {3, 2, 1};
  private static final int[] EXOGENOUS = {1, 0, 2};
  private static final LatentNetwork NETWORK =
      new LatentNetwork(new NetworkShape(LATENTS, EXOGENOUS, 2, 5, 4));

  /** Parameters far from the identity, so that nothing is right by being zero. */
  private static float[] wildParameters(long seed) {
    RandomGenerator random = CounterRandom.at(seed, 0, 0);
    float[] values = NETWORK.table().initialValues(seed, 0);
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.3 * random.nextGaussian());
    }
    return values;
  }

  private static int width(int modality) {
    return LATENTS[modality] + EXOGENOUS[modality];
  }

  private static CodeSample randomCodes(int rows, long seed) {
    RandomGenerator random = CounterRandom.at(seed, 1, 0);
    float[][] codes = new float[LATENTS.length][];
    for (int m = 0; m < LATENTS.length; m++) {
      codes[m] = CounterRandom.gaussians(random, rows * width(m), 1);
    }
    return CodeSample.complete(rows, LATENTS, EXOGENOUS, codes);
  }

  private static float[] allEdges() {
    boolean[][] linked = new boolean[3][3];
    for (boolean[] row : linked) {
      Arrays.fill(row, true);
    }
    return NETWORK.layout().edgeMask(new int[] {1, 0, 2}, linked);
  }

  /** All code dimensions, (modality, row, code width), and what the flow tells of them. */
  private record Unmixed(float[] code, float[] latents, float[] logDeterminant) {}

  private static Unmixed unmix(float[] parameters, float[] bases, CodeSample codes) {
    try (NDManager manager = TensorEngine.newManager(Device.cpu());
        Workspace workspace = new Workspace(manager, new StagingBuffers())) {
      NDArray all = workspace.array(parameters, 1, parameters.length);
      int[] rows = IntStream.range(0, codes.rows()).toArray();
      ParameterTable.Slices p = NETWORK.table().slices(all);
      NDArray fixed = NETWORK.bases(workspace, bases, 1);
      RowBatch batch = RowBatch.of(workspace, NETWORK.layout(), codes, rows);
      UnmixingFlow.Unmixed unmixed = NETWORK.flow().apply(workspace, p, fixed, batch);
      return new Unmixed(
          NETWORK.flow().code(workspace, p, fixed, batch).toFloatArray(),
          unmixed.latents().toFloatArray(),
          unmixed.logDeterminant().toFloatArray());
    }
  }

  @Test
  void logDeterminantIsThatOfTheNumericJacobian() {
    float[] parameters = wildParameters(5);
    float[] bases = NETWORK.randomBases(5, 0);
    CodeSample codes = randomCodes(1, 5);
    float[] logDeterminant = unmix(parameters, bases, codes).logDeterminant();
    for (int m = 0; m < LATENTS.length; m++) {
      SimpleMatrix jacobian = new SimpleMatrix(width(m), width(m));
      double step = 1e-2;
      for (int j = 0; j < width(m); j++) {
        float[] up = moved(parameters, bases, codes, m, j, step);
        float[] down = moved(parameters, bases, codes, m, j, -step);
        for (int i = 0; i < width(m); i++) {
          int at = m * NETWORK.layout().codeWidth() + NETWORK.layout().place(m, i);
          jacobian.set(i, j, (up[at] - down[at]) / (2 * step));
        }
      }
      assertThat((double) logDeterminant[m])
          .as("modality %d", m)
          .isCloseTo(Math.log(Math.abs(jacobian.determinant())), within(0.01));
    }
  }

  private static float[] moved(
      float[] parameters, float[] bases, CodeSample codes, int m, int j, double by) {
    float[][] values = Arrays.stream(codes.codes()).map(float[]::clone).toArray(float[][]::new);
    values[m][j] += (float) by;
    return unmix(parameters, bases, CodeSample.complete(1, LATENTS, EXOGENOUS, values)).code();
  }

  @Test
  void paddingStaysAtZero() {
    float[] latents =
        unmix(wildParameters(6), NETWORK.randomBases(6, 0), randomCodes(1, 6)).latents();
    for (int node = 0; node < latents.length; node++) {
      if (!NETWORK.layout().isLatent(node)) {
        assertThat(latents[node]).isZero();
      }
    }
  }

  @Test
  void gradientIsThatOfCentralDifferences() {
    float[] parameters = wildParameters(7);
    CodeSample codes = Mixing.withAbsences(randomCodes(64, 7), 0.2, 7);
    int[] rows = IntStream.range(0, 64).toArray();
    float[] gradient = lossGradient(parameters, codes, rows).gradients();
    RandomGenerator random = CounterRandom.at(8, 0, 0);
    for (int trial = 0; trial < 10; trial++) {
      float[] direction = CounterRandom.gaussians(random, parameters.length, 1);
      double step = 2e-4;
      double numeric =
          (loss(parameters, direction, step, codes, rows)
                  - loss(parameters, direction, -step, codes, rows))
              / (2 * step);
      double exact = 0;
      double scale = 0;
      for (int i = 0; i < direction.length; i++) {
        exact += (double) gradient[i] * direction[i];
        scale += (double) gradient[i] * gradient[i];
      }
      assertThat(numeric).isCloseTo(exact, within(0.02 * Math.sqrt(scale)));
    }
  }

  private static double loss(
      float[] parameters, float[] direction, double step, CodeSample codes, int[] rows) {
    float[] moved = parameters.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * direction[i]);
    }
    return lossGradient(moved, codes, rows).losses()[0];
  }

  private static ReplicaLoss.LossGradient lossGradient(
      float[] parameters, CodeSample codes, int[] rows) {
    float[][] masks = {allEdges()};
    Replicas replicas = Replicas.random(NETWORK, 7, new int[] {0}, masks);
    replicas.warmStart(0, parameters, NETWORK.randomBases(7, 0));
    try (NDManager manager = TensorEngine.newManager(Device.cpu());
        Lanes lanes = new Lanes(2)) {
      ReplicaTrainer trainer =
          new ReplicaTrainer(manager, lanes, replicas, codes, rows, SolverSettings.defaults(7), 7);
      return trainer.lossGradient(rows, 0.15);
    }
  }

  @Test
  void gatesThatAreTheSameInEveryRowActLikeSharedGates() {
    float[] parameters = wildParameters(11);
    int nodes = NETWORK.layout().nodes();
    int rows = 5;
    float[] edges = allEdges();
    for (int i = 0; i < edges.length; i += 2) {
      edges[i] *= 0.5f;
    }
    float[] byRow = new float[nodes * rows * nodes];
    for (int child = 0; child < nodes; child++) {
      for (int row = 0; row < rows; row++) {
        for (int parent = 0; parent < nodes; parent++) {
          byRow[(child * rows + row) * nodes + parent] = edges[parent * nodes + child];
        }
      }
    }
    try (NDManager manager = TensorEngine.newManager(Device.cpu());
        Workspace workspace = new Workspace(manager, new StagingBuffers())) {
      ParameterTable.Slices p =
          NETWORK.table().slices(workspace.array(parameters, 1, parameters.length));
      float[] drawn = CounterRandom.gaussians(CounterRandom.at(11, 0, 0), rows * nodes, 1);
      NDArray latents = workspace.array(drawn, 1, rows, nodes);
      NDArray present = workspace.ones(1, rows, nodes);
      ConditionalPrior.Conditional shared =
          NETWORK
              .prior()
              .given(workspace, p, latents, present, workspace.array(edges, 1, nodes, nodes));
      ConditionalPrior.Conditional own =
          NETWORK
              .prior()
              .given(workspace, p, latents, present, workspace.array(byRow, 1, nodes, rows, nodes));
      assertThat(own.mean().toFloatArray())
          .containsExactly(shared.mean().toFloatArray(), within(1e-5f));
      assertThat(own.logRate().toFloatArray())
          .containsExactly(shared.logRate().toFloatArray(), within(1e-5f));
    }
  }

  @Test
  void aFlowComposedWithALinearOneMapsLikeBothInTurn() {
    LatentNetwork linear = new LatentNetwork(new NetworkShape(LATENTS, EXOGENOUS, 0, 5, 4));
    float[] parameters = wildParameters(12);
    float[] bases = NETWORK.randomBases(12, 0);
    float[] turn = linear.table().initialValues(13, 0);
    RandomGenerator random = CounterRandom.at(13, 1, 0);
    for (int i = 0; i < turn.length; i++) {
      turn[i] += (float) (0.3 * random.nextGaussian());
    }
    CodeSample codes = randomCodes(20, 12);
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      ReplicaEvaluation evaluation = new ReplicaEvaluation(manager, new StagingBuffers());
      float[] none = new float[NETWORK.layout().nodes() * NETWORK.layout().nodes()];
      CodeSample between =
          evaluation.unmixed(Replicas.solved(NETWORK, parameters, bases, none), codes);
      float[] turnBases = linear.randomBases(14, 0);
      CodeSample inTurn =
          evaluation.unmixed(Replicas.solved(linear, turn, turnBases, none), between);
      Composition.Start start =
          new Composition(NETWORK, linear)
              .of(
                  new Turning.Turned(
                      new Unbending.Unbent(parameters, bases, between, between, 0),
                      turn,
                      turnBases,
                      0,
                      none));
      CodeSample atOnce =
          evaluation.unmixed(
              Replicas.solved(NETWORK, start.parameters(), start.bases(), none), codes);
      for (int m = 0; m < LATENTS.length; m++) {
        assertThat(atOnce.codes()[m]).containsExactly(inTurn.codes()[m], within(1e-3f));
      }
    }
  }

  @Test
  void densityOfALatentIntegratesToOne() {
    float[] parameters = wildParameters(9);
    int points = 4001;
    double width = 0.05;
    float[] grid = new float[points * NETWORK.layout().nodes()];
    for (int i = 0; i < points; i++) {
      grid[i * NETWORK.layout().nodes()] = (float) ((i - points / 2) * width);
    }
    try (NDManager manager = TensorEngine.newManager(Device.cpu());
        Workspace workspace = new Workspace(manager, new StagingBuffers())) {
      int nodes = NETWORK.layout().nodes();
      ParameterTable.Slices p =
          NETWORK.table().slices(workspace.array(parameters, 1, parameters.length));
      NDArray latents = workspace.array(grid, 1, points, nodes);
      NDArray present = workspace.ones(1, points, nodes);
      NDArray noEdges = workspace.array(new float[nodes * nodes], 1, nodes, nodes);
      ConditionalPrior prior = NETWORK.prior();
      float[] nll =
          prior
              .negativeLogDensity(
                  workspace, p, latents, prior.given(workspace, p, latents, present, noEdges))
              .toFloatArray();
      double integral = 0;
      for (int i = 0; i < points; i++) {
        integral += Math.exp(-nll[i]) * width;
      }
      assertThat(integral).isCloseTo(1, within(0.01));
    }
  }

  @Test
  void stepsLeaveNoArraysBehind() {
    CodeSample codes = randomCodes(64, 10);
    int[] rows = IntStream.range(0, 64).toArray();
    Replicas replicas =
        Replicas.random(NETWORK, 7, new int[] {0, 1}, new float[][] {allEdges(), allEdges()});
    try (NDManager manager = TensorEngine.newManager(Device.cpu());
        Lanes lanes = new Lanes(2)) {
      ReplicaTrainer trainer =
          new ReplicaTrainer(manager, lanes, replicas, codes, rows, SolverSettings.defaults(7), 7);
      trainer.train(new Schedule(2, 1e-3, 0.15, 0, 0.1));
      int before = manager.getManagedArrays().size();
      trainer.train(new Schedule(50, 1e-3, 0.15, 0, 0.1));
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }

  @Test
  void aReplicaWithABadGradientSkipsTheStepAndTheOthersDoNot() {
    Replicas replicas =
        Replicas.random(NETWORK, 7, new int[] {0, 1}, new float[][] {allEdges(), allEdges()});
    int size = NETWORK.table().size();
    float[] before = replicas.parameters().clone();
    float[] gradients = new float[2 * size];
    Arrays.fill(gradients, 0.01f);
    gradients[3] = Float.NaN;
    ReplicaOptimizer optimizer = new ReplicaOptimizer(replicas, 0);
    optimizer.advance();
    optimizer.step(replicas.parameters(), gradients, new float[] {1, 1}, 1e-3, 0, 2);
    assertThat(replicas.parametersOf(0)).isEqualTo(Arrays.copyOf(before, size));
    assertThat(replicas.parametersOf(1)).isNotEqualTo(Arrays.copyOfRange(before, size, 2 * size));
    assertThat(optimizer.skipped(0)).isEqualTo(1);
    assertThat(optimizer.skipped(1)).isZero();
    gradients[3] = 0.01f;
    optimizer.advance();
    optimizer.step(replicas.parameters(), gradients, new float[] {1, 1}, 1e-3, 0, 2);
    assertThat(replicas.parametersOf(0)[3]).isFinite().isNotEqualTo(before[3]);
  }
}
