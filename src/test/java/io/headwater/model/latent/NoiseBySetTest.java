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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Noise whose shape depends on which latents are given: three modalities of one latent each. */
class NoiseBySetTest {
  private static final int NODES = 3;
  private static final LatentNetwork PLAIN =
      new LatentNetwork(new NetworkShape(new int[] {1, 1, 1}, new int[3], 0, 5, 4));
  private static final LatentNetwork NETWORK = PLAIN.withNoiseBySet();

  private NDManager manager;
  private Workspace workspace;
  private ParameterTable.Slices p;

  @BeforeEach
  void open() {
    manager = TensorEngine.newManager(Device.cpu());
    workspace = new Workspace(manager, new StagingBuffers());
    RandomGenerator random = CounterRandom.at(3, 0, 0);
    float[] wild = NETWORK.table().initialValues(3, 0);
    for (int i = 0; i < wild.length; i++) {
      wild[i] += (float) (0.4 * random.nextGaussian());
    }
    p = NETWORK.table().slices(workspace.array(wild, 1, wild.length));
  }

  @AfterEach
  void close() {
    workspace.close();
    manager.close();
  }

  @Test
  void theShapeDependsOnTheSetAndNotOnTheValues() {
    float[] latents = {0, -1, 2, 0, 3, -2};
    float[] both = shift(latents, gates(0b110));
    assertThat(both).hasSize(2 * 3 * LogisticMixture.COMPONENTS);
    assertThat(firstRow(both)).isEqualTo(secondRow(both));
    assertThat(firstRow(both)).isNotEqualTo(firstRow(shift(latents, gates(0b010))));
  }

  @Test
  void givenNothingTheShapeIsTheLatentsOwn() {
    assertThat(shift(new float[] {1, 2, 3}, gates(0))).containsOnly(0f);
  }

  @Test
  void theDensityIntegratesToOneForEverySet() {
    int points = 4001;
    double width = 0.05;
    float[] grid = new float[points * NODES];
    for (int i = 0; i < points; i++) {
      grid[i * NODES] = (float) ((i - points / 2) * width);
      grid[i * NODES + 1] = 0.7f;
      grid[i * NODES + 2] = -1.2f;
    }
    for (int set : new int[] {0, 0b010, 0b100, 0b110}) {
      NDArray latents = workspace.array(grid, 1, points, NODES);
      ConditionalPrior.Conditional conditional = conditional(latents, points, gates(set));
      float[] nll =
          NETWORK.prior().negativeLogDensity(workspace, p, latents, conditional).toFloatArray();
      double integral = 0;
      for (int i = 0; i < points; i++) {
        integral += Math.exp(-nll[i]) * width;
      }
      assertThat(integral).as("set %d", set).isCloseTo(1, within(0.01));
    }
  }

  @Test
  void gatesOfEachRowActLikeSharedGates() {
    float[] latents = {0.5f, -1, 2};
    float[] shared = shift(latents, gates(0b110));
    NDArray values = workspace.array(latents, 1, 1, NODES);
    float[] byRow = new float[NODES * NODES]; // (child, row, parent), one row
    byRow[1] = 1;
    byRow[2] = 1;
    NDArray own =
        NETWORK
            .prior()
            .given(
                workspace,
                p,
                values,
                workspace.ones(1, 1, NODES),
                workspace.array(byRow, 1, NODES, 1, NODES))
            .noiseShift();
    assertThat(Arrays.copyOf(own.toFloatArray(), shared.length))
        .containsExactly(shared, within(1e-6f));
  }

  @Test
  void aPlainNetworkHasOneShape() {
    assertThat(PLAIN.table().names()).doesNotContain("noiseOfSet");
    assertThat(NETWORK.table().names()).contains("noiseOfSet");
  }

  /** Shift of the first latent's noise, (row, number). */
  private float[] shift(float[] latents, float[] gates) {
    int rows = latents.length / NODES;
    NDArray values = workspace.array(latents, 1, rows, NODES);
    float[] all = conditional(values, rows, gates).noiseShift().toFloatArray();
    return Arrays.copyOf(all, rows * 3 * LogisticMixture.COMPONENTS);
  }

  private ConditionalPrior.Conditional conditional(NDArray latents, int rows, float[] gates) {
    NDArray present = workspace.ones(1, rows, NODES);
    return NETWORK
        .prior()
        .given(workspace, p, latents, present, workspace.array(gates, 1, NODES, NODES));
  }

  /** The first latent is given those of the set; (parent, child). */
  private static float[] gates(int set) {
    float[] gates = new float[NODES * NODES];
    for (int parent = 0; parent < NODES; parent++) {
      gates[parent * NODES] = set >> parent & 1;
    }
    return gates;
  }

  private static float[] firstRow(float[] rows) {
    return Arrays.copyOf(rows, rows.length / 2);
  }

  private static float[] secondRow(float[] rows) {
    return Arrays.copyOfRange(rows, rows.length / 2, rows.length);
  }
}
