package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {

  private static ParameterLayout layout() {
    ParameterLayout layout = new ParameterLayout();
    layout.add("a", 1, 2, 3);
    layout.add("b", 0, 4);
    layout.add("c", 1, 1, 2);
    return layout;
  }

  @Test
  void slicesCarryTheirPartOfTheFlatVectorInTheirShape() {
    ParameterLayout layout = layout();
    float[] flat = new float[layout.size()];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = i;
    }
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      ParameterLayout.Parameters p = layout.view(manager.create(flat));
      assertThat(p.get("a").getShape()).isEqualTo(new Shape(2, 3));
      assertThat(p.get("a").toFloatArray()).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(p.get("b").toFloatArray()).containsExactly(6, 7, 8, 9);
      assertThat(p.get("c").toFloatArray()).containsExactly(10, 11);
      assertThatThrownBy(() -> p.get("d")).hasMessageContaining("'d'");
    }
  }

  @Test
  void initialValuesDependOnSeedAndScaleOnly() {
    float[] values = layout().initialValues(4);
    assertThat(values).isEqualTo(layout().initialValues(4)).isNotEqualTo(layout().initialValues(5));
    assertThat(java.util.Arrays.copyOfRange(values, 6, 10)).containsOnly(0);
  }

  @Test
  void twoParametersOfOneNameAreRefused() {
    ParameterLayout layout = layout();
    assertThatThrownBy(() -> layout.add("b", 1, 1)).hasMessageContaining("'b'");
  }

  @Test
  void randomnessIsAFunctionOfSeedStepAndStream() {
    long first = CounterRandom.at(1, 2, 3).nextLong();
    assertThat(CounterRandom.at(1, 2, 3).nextLong()).isEqualTo(first);
    assertThat(CounterRandom.at(1, 3, 2).nextLong()).isNotEqualTo(first);
    assertThat(CounterRandom.at(2, 1, 3).nextLong()).isNotEqualTo(first);
    assertThat(CounterRandom.at(1, 2, 4).nextLong()).isNotEqualTo(first);
  }
}
