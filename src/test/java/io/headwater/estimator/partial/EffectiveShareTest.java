package io.headwater.estimator.partial;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.sharing.ComponentRows;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EffectiveShareTest {
  private static final int[][] BOTH = {{0, 1}, {0, 1}};

  private static double share(CorrelatedCodesStudy.Draw draw) {
    return EffectiveShare.of(draw.codes(), draw.windows());
  }

  private static CorrelatedCodesStudy.Draw draw(double memory) {
    return CorrelatedCodesStudy.Draw.of(
        3, BOTH, new CorrelatedCodesStudy.Design(4, memory, 0, 1000, 0, 0));
  }

  /** A reservoir hands windows over in an order that its replacements left. */
  private static CorrelatedCodesStudy.Draw shuffled(CorrelatedCodesStudy.Draw draw) {
    List<Integer> order = new ArrayList<>();
    for (int r = 0; r < draw.codes().rows(); r++) {
      order.add(r);
    }
    Collections.shuffle(order, new Random(5));
    float[][] values = new float[2][2 * order.size()];
    List<AlignedWindow> windows = new ArrayList<>();
    for (int r = 0; r < order.size(); r++) {
      windows.add(draw.windows().get(order.get(r)));
      for (int m = 0; m < 2; m++) {
        System.arraycopy(draw.codes().values()[m], 2 * order.get(r), values[m], 2 * r, 2);
      }
    }
    return new CorrelatedCodesStudy.Draw(
        ComponentRows.complete(draw.codes().widths(), values),
        draw.latent(),
        windows,
        draw.reliability());
  }

  @Test
  void independentWindowsCountWholeAndRepeatingOnesByBartlettsFormula() {
    assertThat(share(draw(0))).isGreaterThan(0.98);
    double expected = (1 - 0.81) / (1 + 0.81);
    assertThat(share(draw(0.9))).isBetween(0.6 * expected, 1.6 * expected);
  }

  @Test
  void theOrderInWhichWindowsComeDoesNotMatter() {
    CorrelatedCodesStudy.Draw repeating = draw(0.9);
    assertThat(share(shuffled(repeating))).isEqualTo(share(repeating));
  }
}
