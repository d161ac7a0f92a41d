package io.headwater.model.latent;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.simple.SimpleMatrix;

/** True latents turned by a random rotation within each modality: the yardstick of chance. */
final class RotatedTruth {
  private RotatedTruth() {}

  static CodeSample of(double[][] z, int modalities, int latents, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] turned = new double[z.length][modalities * latents];
    for (int m = 0; m < modalities; m++) {
      SimpleMatrix gaussian = new SimpleMatrix(latents, latents);
      for (int i = 0; i < latents * latents; i++) {
        gaussian.set(i, random.nextGaussian());
      }
      var svd = gaussian.svd();
      SimpleMatrix rotation = svd.getU().mult(svd.getV().transpose());
      for (int t = 0; t < z.length; t++) {
        for (int i = 0; i < latents; i++) {
          for (int j = 0; j < latents; j++) {
            turned[t][m * latents + i] += rotation.get(i, j) * z[t][m * latents + j];
          }
        }
      }
    }
    int[] layout = new int[modalities];
    Arrays.fill(layout, latents);
    return Mixing.truth(turned, layout);
  }
}
