package io.headwater.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.CounterRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ComponentMatchingTest {
  private static final int ROWS = 200;

  @Test
  void permutedFlippedAndBentComponentsAreFoundAgain() {
    float[] old = CounterRandom.gaussians(CounterRandom.at(1, 0, 0), ROWS * 3, 1);
    float[] fresh = new float[old.length];
    for (int r = 0; r < ROWS; r++) {
      fresh[r * 3 + 2] = -(float) Math.sinh(old[r * 3]);
      fresh[r * 3] = old[r * 3 + 1];
      fresh[r * 3 + 1] = 4 * old[r * 3 + 2];
    }
    byte[] present = new byte[ROWS];
    Arrays.fill(present, (byte) 1);
    ComponentMatching matching = ComponentMatching.of(old, fresh, 3, present);
    assertThat(matching.order()).containsExactly(2, 0, 1);
    assertThat(matching.sign()).containsExactly(-1, 1, 1);
    assertThat(matching.published(2)).isZero();
    float[] published = matching.apply(fresh);
    assertThat(published[1]).isEqualTo(old[1]);
    assertThat(published[0]).isEqualTo((float) Math.sinh(old[0]));
    assertThat(matching.applyToDeviations(new float[] {1, 2, 3})).containsExactly(3, 1, 2);
  }
}
