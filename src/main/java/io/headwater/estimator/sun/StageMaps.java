package io.headwater.estimator.sun;

import io.headwater.estimator.ComponentBlock;
import io.headwater.estimator.network.Codes;
import java.util.List;

/**
 * From the encoders' codes to what the latent model reads.
 *
 * @param fusion takes the shared blocks out of the codes
 * @param whitening per component block
 */
record StageMaps(SharedFusion fusion, CodeWhitening[] whitening) {

  /** By moving deviations, before anything was solved. */
  static StageMaps standardising(SharedLayout layout, SunNetwork network) {
    List<ComponentBlock> components = layout.components();
    CodeWhitening[] whitening = new CodeWhitening[components.size()];
    for (int c = 0; c < whitening.length; c++) {
      whitening[c] =
          c < layout.modalities()
              ? CodeWhitening.standardising(
                  network.statistics(c), components.get(c), layout.sharedIn(c))
              : CodeWhitening.identity(components.get(c));
    }
    return new StageMaps(SharedFusion.standardising(layout, network), whitening);
  }

  /** By the covariances of these codes. */
  static StageMaps of(SharedLayout layout, Codes encoded) {
    SharedFusion fusion = SharedFusion.of(layout, encoded);
    Codes codes = fusion.apply(encoded);
    List<ComponentBlock> components = layout.components();
    CodeWhitening[] whitening = new CodeWhitening[components.size()];
    for (int c = 0; c < whitening.length; c++) {
      whitening[c] = CodeWhitening.of(codes.values()[c], components.get(c), codes.present()[c]);
    }
    return new StageMaps(fusion, whitening);
  }

  /** Mean log-determinant over windows of the maps of their present component blocks, nats. */
  double volume(byte[][] present, int modalities) {
    double volume = 0;
    for (int c = 0; c < whitening.length; c++) {
      int rows = 0;
      for (byte mark : present[c]) {
        rows += mark;
      }
      double map = whitening[c].logDeterminant();
      map += c < modalities ? 0 : fusion.logDeterminant(c - modalities);
      volume += map * rows / present[c].length;
    }
    return volume;
  }
}
