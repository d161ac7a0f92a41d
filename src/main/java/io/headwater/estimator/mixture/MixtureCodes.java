package io.headwater.estimator.mixture;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.model.mixture.GaussianMixture;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;

/** Posteriors of many windows by the network as it stands. */
final class MixtureCodes {
  private MixtureCodes() {}

  /** Those of windows with any data, of all modalities that they have. */
  static LatentCodes of(
      List<ModalityIntake> intakes, MixtureNetwork network, List<AlignedWindow> windows) {
    return of(intakes, network, windows, (m, r) -> true);
  }

  /**
   * @param sight which modalities are looked at; rows count from 0 in each pass
   */
  static LatentCodes of(
      List<ModalityIntake> intakes,
      MixtureNetwork network,
      List<AlignedWindow> windows,
      LatentPass.Sight sight) {
    List<double[]> mean = new ArrayList<>();
    List<double[]> variance = new ArrayList<>();
    for (int from = 0; from < windows.size(); from += LatentPass.ROWS) {
      int to = Math.min(windows.size(), from + LatentPass.ROWS);
      WindowBatch batch = WindowBatch.read(intakes, windows.subList(from, to));
      try (LatentPass pass = network.freeze()) {
        LatentCodes codes = pass.posterior(batch, sight);
        mean.addAll(List.of(codes.mean()));
        variance.addAll(List.of(codes.variance()));
      }
    }
    return new LatentCodes(mean.toArray(double[][]::new), variance.toArray(double[][]::new));
  }

  /** Windows of which any modality can be read, neighbours in a subject's time side by side. */
  static List<AlignedWindow> usable(List<ModalityIntake> intakes, List<AlignedWindow> windows) {
    return windows.stream()
        .filter(w -> intakes.stream().anyMatch(i -> i.read(w.grid(i.shape().name())).present()))
        .sorted(AlignedWindow.SUBJECT_ORDER)
        .toList();
  }

  /** The likeliest component of each row. */
  static int[] likeliest(GaussianMixture mixture, LatentCodes codes) {
    int[] out = new int[codes.rows()];
    double[] responsibility = new double[mixture.components()];
    for (int r = 0; r < out.length; r++) {
      mixture.responsibilities(codes.mean()[r], codes.variance()[r], responsibility);
      for (int c = 1; c < responsibility.length; c++) {
        out[r] = responsibility[c] > responsibility[out[r]] ? c : out[r];
      }
    }
    return out;
  }

  /** Mean responsibility of each component over the rows. */
  static double[] masses(GaussianMixture mixture, LatentCodes codes) {
    double[] masses = new double[mixture.components()];
    double[] responsibility = new double[masses.length];
    for (int r = 0; r < codes.rows(); r++) {
      mixture.responsibilities(codes.mean()[r], codes.variance()[r], responsibility);
      for (int c = 0; c < masses.length; c++) {
        masses[c] += responsibility[c] / codes.rows();
      }
    }
    return masses;
  }
}
