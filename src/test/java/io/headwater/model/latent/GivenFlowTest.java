package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.model.CounterRandom;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** Flows that are given shared blocks: three modalities, the last a block of the first two. */
class GivenFlowTest {
  private static final int[] LATENTS = {2, 1, 1};
  private static final int[] EXOGENOUS = {1, 0, 0};
  private static final int[][] GIVEN = {{2}, {2}, {}};
  private static final NetworkShape SHAPE = new NetworkShape(LATENTS, EXOGENOUS, GIVEN, 3, 5, 4);

  private static CodeSample codes(float[][] values) {
    int rows = values[2].length;
    byte[][] present = new byte[3][rows];
    for (byte[] marks : present) {
      Arrays.fill(marks, (byte) 1);
    }
    return new CodeSample(rows, LATENTS, EXOGENOUS, GIVEN, values, present);
  }

  private static float[][] draws(int rows, long seed) {
    float[][] values = new float[3][];
    for (int m = 0; m < 3; m++) {
      int width = LATENTS[m] + EXOGENOUS[m];
      values[m] = CounterRandom.gaussians(CounterRandom.at(seed, 1, m), rows * width, 1);
    }
    return values;
  }

  /** A model with parameters far from the identity and no edge. */
  private static LatentModel wild() {
    LatentNetwork network = new LatentNetwork(SHAPE);
    RandomGenerator random = CounterRandom.at(5, 0, 0);
    float[] parameters = network.table().initialValues(5, 0);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += (float) (0.3 * random.nextGaussian());
    }
    int edges = network.layout().nodes() * network.layout().nodes();
    float[] none = new float[edges];
    return new LatentModel(
        new ModelState(
            SHAPE,
            new int[] {0, 1, 2},
            parameters,
            network.randomBases(5, 0),
            none,
            new EdgeEvidence(none, none, none, none, new float[9]),
            ModelState.identityPermutation(LATENTS),
            ModelState.positiveSigns(LATENTS)));
  }

  private static float[][] unmixed(LatentModel model, float[][] values) {
    LatentModel.Unmixed unmixed = model.unmix(codes(values));
    float[][] all = new float[3][];
    for (int m = 0; m < 3; m++) {
      all[m] = Arrays.copyOf(unmixed.components()[m], LATENTS[m] + EXOGENOUS[m]);
      System.arraycopy(unmixed.exogenous()[m], 0, all[m], LATENTS[m], EXOGENOUS[m]);
    }
    return all;
  }

  private static float[][] moved(float[][] values, int m, int j, double by) {
    float[][] copy = Arrays.stream(values).map(float[]::clone).toArray(float[][]::new);
    copy[m][j] += (float) by;
    return copy;
  }

  @Test
  void theBlockMovesWhatItIsGivenToAndIsMovedByNothing() {
    LatentModel model = wild();
    float[][] values = draws(1, 1);
    float[][] at = unmixed(model, values);
    float[][] otherBlock = unmixed(model, moved(values, 2, 0, 0.5));
    for (int m = 0; m < 2; m++) {
      for (int k = 0; k < at[m].length; k++) {
        assertThat(otherBlock[m][k]).as("component %d of %d", k, m).isNotEqualTo(at[m][k]);
      }
    }
    float[][] otherMember = unmixed(model, moved(values, 0, 1, 0.5));
    assertThat(otherMember[2]).isEqualTo(at[2]);
    assertThat(otherMember[1]).isEqualTo(at[1]);
  }

  @Test
  void theLikelihoodIsThatOfTheComponentsTimesTheNumericVolumeOfTheWholeMap() {
    LatentModel model = wild();
    float[][] values = draws(1, 2);
    int size = 5;
    SimpleMatrix jacobian = new SimpleMatrix(size, size);
    int column = 0;
    for (int m = 0; m < 3; m++) {
      for (int j = 0; j < LATENTS[m] + EXOGENOUS[m]; j++, column++) {
        float[] up = flat(unmixed(model, moved(values, m, j, 1e-2)));
        float[] down = flat(unmixed(model, moved(values, m, j, -1e-2)));
        for (int i = 0; i < size; i++) {
          jacobian.set(i, column, (up[i] - down[i]) / 2e-2);
        }
      }
    }
    double volume = Math.log(Math.abs(jacobian.determinant()));
    LatentModel apart = withoutVolume(model);
    double density = apart.heldOutNll(codes(unmixed(model, values)));
    assertThat(model.heldOutNll(codes(values))).isCloseTo(density - volume, within(0.02));
  }

  private static float[] flat(float[][] values) {
    float[] all = new float[5];
    int at = 0;
    for (float[] each : values) {
      System.arraycopy(each, 0, all, at, each.length);
      at += each.length;
    }
    return all;
  }

  /** The same prior behind a flow that is the identity. */
  private static LatentModel withoutVolume(LatentModel model) {
    NetworkShape shape = new NetworkShape(LATENTS, EXOGENOUS, GIVEN, 0, 5, 4);
    LatentNetwork plain = new LatentNetwork(shape);
    ModelState state = model.state();
    float[] parameters = new float[plain.table().size()];
    plain.copyPrior(new LatentNetwork(SHAPE), state.parameters(), parameters);
    return new LatentModel(
        new ModelState(
            shape,
            state.rank(),
            parameters,
            plain.identityBases(),
            state.gates(),
            state.evidence(),
            state.permutation(),
            state.signs()));
  }

  @Test
  void bytesOfAModelWithGivenBlocksAreReadBack() {
    LatentModel model = wild();
    byte[] bytes = model.save();
    LatentModel read = LatentModel.restore(bytes);
    assertThat(read.save()).isEqualTo(bytes);
    CodeSample sample = codes(draws(20, 3));
    assertThat(read.unmix(sample)).usingRecursiveComparison().isEqualTo(model.unmix(sample));
  }

  @Test
  void whatTheBlockBringsIntoAMemberIsTakenOutAndNoEdgeJoinsThem() {
    int rows = 900;
    RandomGenerator random = CounterRandom.at(7, 0, 0);
    float[][] values = {new float[rows], new float[rows], new float[rows]};
    double[] own = new double[rows];
    for (int r = 0; r < rows; r++) {
      double block = random.nextGaussian();
      own[r] = random.nextGaussian();
      values[0][r] = (float) ((own[r] + 1.5 * Math.sin(1.5 * block)) / 1.45);
      values[1][r] = (float) ((Math.tanh(own[r]) + 0.3 * random.nextGaussian() + block) / 1.2);
      values[2][r] = (float) block;
    }
    int[] ones = {1, 1, 1};
    CodeSample train = part(values, 0, 700, ones);
    CodeSample heldOut = part(values, 700, rows, ones);
    SolverSettings settings = SolverSettings.defaults(1).withReplicas(1).withSteps(400);
    SolveResult result =
        LatentSolver.solve(train, heldOut, settings, null, List.of("a", "b", "block"));
    assertThat(result.solved()).isTrue();
    assertThat(result.model().edges(List.of("a", "b", "block")))
        .noneMatch(edge -> (edge.source() + edge.target()).contains("block"));
    double[] found = new double[200];
    float[] components = result.model().transform(heldOut)[0];
    for (int r = 0; r < found.length; r++) {
      found[r] = components[r];
    }
    double before =
        Math.abs(RankCorrelation.of(column(values[0], 700), Arrays.copyOfRange(own, 700, rows)));
    double after = Math.abs(RankCorrelation.of(found, Arrays.copyOfRange(own, 700, rows)));
    assertThat(before).isLessThan(0.8);
    assertThat(after).isGreaterThan(0.9);
  }

  private static double[] column(float[] values, int from) {
    double[] out = new double[values.length - from];
    for (int r = 0; r < out.length; r++) {
      out[r] = values[from + r];
    }
    return out;
  }

  private static CodeSample part(float[][] values, int from, int to, int[] latents) {
    float[][] cut = new float[3][];
    byte[][] present = new byte[3][to - from];
    for (int m = 0; m < 3; m++) {
      cut[m] = Arrays.copyOfRange(values[m], from, to);
      Arrays.fill(present[m], (byte) 1);
    }
    return new CodeSample(to - from, latents, new int[3], GIVEN, cut, present);
  }

  @Test
  void aRowWithAMemberButNotItsBlockIsRefused() {
    byte[][] present = {{1}, {0}, {0}};
    assertThatThrownBy(() -> new CodeSample(1, LATENTS, EXOGENOUS, GIVEN, draws(1, 4), present))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Row 0 has modality 0 but not the shared block 2");
  }
}
