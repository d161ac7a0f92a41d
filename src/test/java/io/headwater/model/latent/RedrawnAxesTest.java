package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.headwater.model.CounterRandom;
import io.headwater.model.StagingBuffers;
import io.headwater.model.TensorEngine;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What a turn keeps when one modality's axes are drawn anew. */
class RedrawnAxesTest {
  private static final int[] LATENTS = {2, 3};
  private static final int[] EXOGENOUS = {0, 1};
  private static final int ROWS = 20;
  private static final LatentNetwork LINEAR =
      new LatentNetwork(new NetworkShape(LATENTS, EXOGENOUS, 0, 5, 4));

  @Test
  void theOtherModalitiesMapAsBefore() {
    float[] kept = wild(1);
    float[] keptBases = LINEAR.randomBases(1, 0);
    float[] drawn = wild(2);
    float[] drawnBases = LINEAR.randomBases(2, 0);
    float[][] alone = unmixed(drawn, drawnBases);
    float[][] before = unmixed(kept, keptBases);
    LINEAR.flow().copyLinear(LINEAR.table(), 1, kept, keptBases, drawn, drawnBases);
    float[][] after = unmixed(drawn, drawnBases);
    assertThat(after[1]).isEqualTo(before[1]).isNotEqualTo(alone[1]);
    assertThat(after[0]).isEqualTo(alone[0]).isNotEqualTo(before[0]);
  }

  @Test
  void densitiesAreKeptAndGatesOpenAgain() {
    float[] kept = wild(3);
    float[] fresh = LINEAR.table().initialValues(4, 0);
    float[] gates = LINEAR.table().valuesOf(EdgeGates.PARAMETER, fresh);
    float[] axes = LINEAR.table().valuesOf("upper", fresh);
    LINEAR.copyDensities(kept, fresh);
    assertThat(LINEAR.table().valuesOf(EdgeGates.PARAMETER, fresh)).isEqualTo(gates);
    assertThat(LINEAR.table().valuesOf("upper", fresh)).isEqualTo(axes);
    for (String name : new String[] {"linear", "mid", "noiseLocation", "exogenousLocation"}) {
      assertThat(LINEAR.table().valuesOf(name, fresh))
          .as(name)
          .isEqualTo(LINEAR.table().valuesOf(name, kept));
    }
  }

  private static float[] wild(long seed) {
    RandomGenerator random = CounterRandom.at(seed, 1, 0);
    float[] values = LINEAR.table().initialValues(seed, 0);
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.3 * random.nextGaussian());
    }
    return values;
  }

  private static float[][] unmixed(float[] parameters, float[] bases) {
    float[][] codes = {
      CounterRandom.gaussians(CounterRandom.at(9, 0, 0), ROWS * 2, 1),
      CounterRandom.gaussians(CounterRandom.at(9, 1, 0), ROWS * 4, 1)
    };
    float[] none = new float[LINEAR.layout().nodes() * LINEAR.layout().nodes()];
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      return new ReplicaEvaluation(manager, new StagingBuffers())
          .unmixed(
              Replicas.solved(LINEAR, parameters, bases, none),
              CodeSample.complete(ROWS, LATENTS, EXOGENOUS, codes))
          .codes();
    }
  }
}
