package io.headwater.model.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.model.AdamW;
import io.headwater.model.AdamWSettings;
import io.headwater.model.GradientScope;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;
import io.headwater.model.StagingBuffers;
import io.headwater.model.TensorEngine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PhysicsExpertTest {
  private static final int CELLS = 21;

  private static float[] curve(PhysicsExpert expert, double... values) {
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      NDArray[] columns = new NDArray[values.length];
      for (int i = 0; i < values.length; i++) {
        columns[i] = manager.create(new float[] {(float) values[i]}, new Shape(1, 1));
      }
      return expert.curve(columns, time(manager), new Scalars(manager)).toFloatArray();
    }
  }

  private static NDArray time(NDManager manager) {
    float[] time = new float[CELLS];
    for (int i = 0; i < CELLS; i++) {
      time[i] = i / (CELLS - 1f);
    }
    return manager.create(time, new Shape(1, CELLS));
  }

  @Test
  void stressRisesToTheYieldPointAndThenAlongTheHardening() {
    float[] stress = curve(new StressStrain(), 0.4, 2, 1.5);
    assertThat(stress[0]).isZero();
    assertThat(stress[4]).isCloseTo(1f, within(1e-5f));
    assertThat(stress[8]).isCloseTo(2f, within(1e-5f));
    assertThat(stress[20]).isCloseTo(2 + 1.5f * 0.6f, within(1e-5f));
  }

  @Test
  void saturationFallsByItsDepthOneTimeToNadirAfterTheOnset() {
    float[] saturation = curve(new OxygenDesaturation(), 96, 12, 0.2, 0.3);
    assertThat(saturation[0]).isEqualTo(96f);
    assertThat(saturation[4]).isEqualTo(96f);
    assertThat(saturation[10]).isCloseTo(84f, within(1e-4f));
    assertThat(saturation[20]).isGreaterThan(84f).isLessThan(96f);
  }

  @ParameterizedTest
  @EnumSource(PhysicsFormula.class)
  void parametersKeepTheirConstraintsHoweverFarTheFreeNumbersGo(PhysicsFormula formula) {
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      ParameterLayout layout = new ParameterLayout();
      Scalars scalars = new Scalars(manager);
      ExpertDecoder decoder = new ExpertDecoder(layout, scalars, "m", formula.expert(), 2);
      for (float free : new float[] {-40, 0, 40}) {
        float[] theta = new float[layout.size()];
        Arrays.fill(theta, free);
        NDArray[] values =
            decoder.values(layout.view(manager.create(theta)), new ExpertScale(3, 2));
        for (int i = 0; i < values.length; i++) {
          float value = values[i].toFloatArray()[0];
          switch (formula.expert().parameters().get(i).constraint()) {
            case FREE -> assertThat(value).isFinite();
            case POSITIVE -> assertThat(value).isNotNegative();
            case WITHIN -> assertThat(value).isBetween(0.0499f, 0.9501f);
          }
        }
      }
    }
  }

  /** Physical parameters come back from curves by the decoder's own gradient. */
  @ParameterizedTest
  @EnumSource(PhysicsFormula.class)
  void aFormulaIsFittedToItsOwnCurves(PhysicsFormula formula) {
    double[] truth =
        formula == PhysicsFormula.STRESS_STRAIN
            ? new double[] {0.35, 3, 2.5}
            : new double[] {96, 9, 0.25, 0.35};
    float[] cells = curve(formula.expert(), truth);
    double mean = 0;
    double squares = 0;
    for (float cell : cells) {
      mean += cell / CELLS;
      squares += (double) cell * cell / CELLS;
    }
    ExpertScale scale = new ExpertScale(mean, Math.sqrt(squares - mean * mean));
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      ParameterLayout layout = new ParameterLayout();
      Scalars scalars = new Scalars(manager);
      ExpertDecoder decoder = new ExpertDecoder(layout, scalars, "m", formula.expert(), 1);
      AdamW adam = new AdamW(manager, scalars, layout.initialValues(1), AdamWSettings.of(0.02, 2));
      StagingBuffers staging = new StagingBuffers();
      for (int k = 0; k < 1500; k++) {
        staging.rewind();
        try (NDManager step = manager.newSubManager()) {
          NDArray leaf = adam.leaf(step);
          NDArray loss;
          try (GradientScope scope = GradientScope.open()) {
            ParameterLayout.Parameters p = layout.view(leaf);
            Shape wide = new Shape(1, CELLS);
            NDArray time = time(step);
            NDArray centre = step.full(wide, (float) mean);
            NDArray perDeviation = step.full(wide, (float) (1 / scale.unit()));
            NDArray curves = decoder.standardised(p, scale, time, centre, perDeviation);
            NDArray seen = step.create(cells, wide).sub(centre).mul(perDeviation);
            loss = decoder.cost(p, curves, seen, step.ones(wide)).sum();
            scope.backward(loss);
          }
          NDArray gradient = leaf.getGradient();
          gradient.attach(step);
          adam.update(loss.getFloat(), gradient, staging);
        }
      }
      NDArray[] values = decoder.values(layout.view(adam.copy(manager)), scale);
      for (int i = 0; i < truth.length; i++) {
        double tolerance = 0.03 * Math.max(1, Math.abs(truth[i]));
        assertThat((double) values[i].toFloatArray()[0]).isCloseTo(truth[i], within(tolerance));
      }
    }
  }

  @Test
  void anUnknownFormulaIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> PhysicsFormula.of("hooke"))
        .hasMessageContaining("'hooke'")
        .hasMessageContaining("stress-strain");
  }
}
