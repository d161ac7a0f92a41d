package io.headwater.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidualEncoderTest {
  private static final int HIDDEN = 7;

  /** Kernels of the published network with the 3 × 3 stem, without biases, norms and classifier. */
  private static final long PUBLISHED_KERNELS = 11_159_232;

  @Test
  void hasTheKernelsOfThePublishedNetworkAndOnePlaneMoreForEveryMark() {
    ParameterLayout layout = new ParameterLayout();
    Encoder.residual(new PictureShape(28, 28, 3), 64).declare(layout, null, "r", HIDDEN);
    Matcher kernel =
        Pattern.compile("weight\\((\\d+), (\\d+), (\\d+), (\\d+)\\)").matcher(layout.describe());
    long size = 0;
    while (kernel.find()) {
      size +=
          new Shape(Long.parseLong(kernel.group(1)), Long.parseLong(kernel.group(2))).size()
              * new Shape(Long.parseLong(kernel.group(3)), Long.parseLong(kernel.group(4))).size();
    }
    long marks = 64L * 3 * 3 * 3;
    assertThat(size).isEqualTo(PUBLISHED_KERNELS + marks);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,5,2", "28,28,3", "33,40,1", "64,64,1", "100,20,3"})
  void anyPictureBecomesFeatures(int height, int width, int depth) {
    PictureShape picture = new PictureShape(height, width, depth);
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      NDArray features = features(manager, picture, 1);
      assertThat(features.getShape()).isEqualTo(new Shape(2, HIDDEN));
      for (float feature : features.toFloatArray()) {
        assertThat(feature).isFinite();
      }
    }
  }

  @Test
  void contrastOfTheWholePictureReachesTheFeatures() {
    PictureShape picture = new PictureShape(16, 16, 1);
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      double once = spread(features(manager, picture, 1));
      double fourTimes = spread(features(manager, picture, 4));
      assertThat(fourTimes).isGreaterThan(2 * once);
    }
  }

  private static double spread(NDArray features) {
    float[] values = features.toFloatArray();
    double sum = 0;
    for (int i = 0; i < HIDDEN; i++) {
      sum += Math.pow(values[i] - values[HIDDEN + i], 2);
    }
    return Math.sqrt(sum);
  }

  /** Features of two pictures of Gaussian pixels of this deviation, all known. */
  private static NDArray features(NDManager manager, PictureShape picture, double deviation) {
    ParameterLayout layout = new ParameterLayout();
    Encoder encoder =
        Encoder.residual(picture, 2).declare(layout, new Scalars(manager), "r", HIDDEN);
    int cells = picture.height() * picture.width() * picture.depth();
    float[] input = new float[4 * cells];
    Arrays.fill(input, 1);
    for (int window = 0; window < 2; window++) {
      float[] pixels = CounterRandom.gaussians(CounterRandom.at(1, window, 0), cells, deviation);
      System.arraycopy(pixels, 0, input, 2 * window * cells, cells);
    }
    ParameterLayout.Parameters p = layout.view(manager.create(layout.initialValues(1)));
    return encoder.features(p, manager.create(input, new Shape(2, 2L * cells)));
  }
}
