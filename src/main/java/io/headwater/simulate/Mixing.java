package io.headwater.simulate;

import java.util.List;
import java.util.SplittableRandom;

/**
 * From a modality's causes to its channels' parameters: three linear layers with orthonormal rows,
 * leaky ReLU of slope .2 between them, each output standardised and then squeezed into ±4 standard
 * deviations. Every layer is injective (none is narrower than its input), so nothing is lost.
 */
final class Mixing {
  /** Beyond this no body goes; the squeeze is smooth and one to one. */
  private static final double RANGE = 4;

  /** Enough that none of the six seeds tried had an unreadable sensor. */
  private static final int CANDIDATES = 8;

  /** Steps of the pilot that standardises the outputs: errors of one or two per cent. */
  private static final int PILOT = 5_000;

  private final List<OrthonormalLayer> layers;
  private final double[] mean;
  private final double[] sd;

  /**
   * The clearest of a few drawn at random. A random mixing may turn a cause almost wholly into the
   * directions that sampling noise hides; a sensor nobody can read is no use on a ward.
   */
  static Mixing clearest(SplittableRandom random, HiddenCauses causes, int modality, int outputs) {
    Mixing best = null;
    double clarity = Double.NEGATIVE_INFINITY;
    for (int drawn = 0; drawn < CANDIDATES; drawn++) {
      Mixing mixing = new Mixing(random, causes, modality, outputs);
      double shown = Clarity.of(mixing, causes, modality);
      if (shown > clarity) {
        best = mixing;
        clarity = shown;
      }
    }
    return best;
  }

  private Mixing(SplittableRandom random, HiddenCauses causes, int modality, int outputs) {
    int inputs = causes.pilot(0).of(modality).length;
    layers =
        List.of(
            OrthonormalLayer.draw(random, inputs, outputs),
            OrthonormalLayer.draw(random, outputs, outputs),
            OrthonormalLayer.draw(random, outputs, outputs));
    mean = new double[outputs];
    sd = new double[outputs];
    standardise(causes, modality);
  }

  private void standardise(HiddenCauses causes, int modality) {
    double[] squares = new double[mean.length];
    for (int row = 0; row < PILOT; row++) {
      double[] out = mix(causes.pilot(row).of(modality));
      for (int j = 0; j < out.length; j++) {
        mean[j] += out[j] / PILOT;
        squares[j] += out[j] * out[j] / PILOT;
      }
    }
    for (int j = 0; j < sd.length; j++) {
      sd[j] = Math.sqrt(squares[j] - mean[j] * mean[j]);
    }
  }

  /** Parameters with mean 0 and standard deviation about 1, between −4 and 4. */
  double[] parameters(double[] causes) {
    double[] out = mix(causes);
    for (int j = 0; j < out.length; j++) {
      out[j] = RANGE * StrictMath.tanh((out[j] - mean[j]) / sd[j] / RANGE);
    }
    return out;
  }

  private double[] mix(double[] causes) {
    return OrthonormalLayer.chain(layers, causes);
  }
}
