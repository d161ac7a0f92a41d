package io.headwater.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sensor.ModalityKind;
import io.headwater.window.SampleGrid;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a network gets to see of a picture. */
class PictureIntakeTest {
  private static final int SIDE = 28;
  private static final int CELLS = SIDE * SIDE;

  private static SampleGrid spotOf(double light) {
    float[] pixels = new float[CELLS];
    pixels[SIDE + 5] = (float) light;
    byte[] present = new byte[CELLS];
    Arrays.fill(present, (byte) 1);
    return new SampleGrid("eye", 1, CELLS, pixels, present, 0);
  }

  @Test
  void ofASmallSpotOnBlackItShowsHowLightItIs() {
    ModalityIntake intake =
        new ModalityIntake(
            new ModalityShape(
                "eye", ModalityKind.IMAGE, 1, CELLS, SIDE, SIDE, 1, EncoderKind.CONVOLUTION, 2, 1));
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      intake.observe(spotOf(0.2 + 0.8 * random.nextDouble()));
    }
    ModalityIntake.Reading dim = intake.read(spotOf(0.6));
    ModalityIntake.Reading bright = intake.read(spotOf(1));
    assertThat(bright.input()[SIDE + 5]).isGreaterThan(1.5f * dim.input()[SIDE + 5]);
    int greatest = intake.targetCount() - 1;
    assertThat(bright.target()[greatest]).isGreaterThan(dim.target()[greatest] + 1);
    assertThat(bright.weight()[greatest]).isGreaterThan(bright.weight()[0]);
  }
}
