package io.headwater.estimator.partial;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.estimator.network.Codes;
import io.headwater.estimator.network.FrozenPass;
import io.headwater.estimator.network.LaplacePosterior;
import io.headwater.model.sharing.CodeMoments;
import io.headwater.model.sharing.ComponentRows;
import io.headwater.model.sharing.Membership;
import io.headwater.model.sharing.SharedAxes;
import io.headwater.model.sharing.SharingRule;
import io.headwater.model.sharing.SharingStudy;
import io.headwater.model.sharing.SlotFusion;
import io.headwater.window.AlignedWindow;
import java.util.Arrays;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/**
 * Decides membership on frozen codes: axes from windows that were learned, noise ceilings and
 * matching on windows that were not.
 */
final class Deciding {
  /** Windows whose posterior is looked at; the ceiling is a mean and needs no more. */
  private static final int CEILING_WINDOWS = 128;

  private final List<ModalityIntake> intakes;
  private final List<ModalityShape> shapes;
  private final BottleneckNetwork network;
  private final SharingRule rule;

  Deciding(List<ModalityIntake> intakes, BottleneckNetwork network, SharingRule rule) {
    this.intakes = intakes;
    this.shapes = intakes.stream().map(ModalityIntake::shape).toList();
    this.network = network;
    this.rule = rule;
  }

  /** Standardised codes, every component for itself. */
  static SharingMaps undecided(List<ModalityShape> shapes, BottleneckNetwork network) {
    int[] widths = SharingMaps.widths(shapes);
    double[][] reliability = new double[shapes.size()][];
    for (int m = 0; m < widths.length; m++) {
      reliability[m] = new double[widths[m]];
      Arrays.fill(reliability[m], 1);
    }
    return new SharingMaps(
        shapes,
        SharingMaps.standardising(shapes, network),
        Membership.separate(widths),
        reliability,
        null,
        SharingMaps.exogenousScale(shapes, network));
  }

  SharingMaps decide(Codes train, Codes test, List<AlignedWindow> heldOut) {
    ComponentRows trainCodes = SharingMaps.latents(shapes, train);
    SharedAxes axes = SharedAxes.of(CodeMoments.of(trainCodes), null);
    double[][] reliability = reliability(axes, heldOut);
    ComponentRows components = axes.components(SharingMaps.latents(shapes, test));
    Membership membership =
        SharingStudy.decide(components, reliability, EffectiveShare.of(components, heldOut), rule);
    SlotFusion fusion = SlotFusion.of(membership, axes.components(trainCodes), reliability);
    return new SharingMaps(
        shapes, axes, membership, reliability, fusion, SharingMaps.exogenousScale(shapes, network));
  }

  /** Correlation of two posterior samples of each component: 1 less its error's share. */
  private double[][] reliability(SharedAxes axes, List<AlignedWindow> heldOut) {
    double[][] error = new double[shapes.size()][];
    int[] seen = new int[shapes.size()];
    SharingMaps maps =
        new SharingMaps(
            shapes, axes, Membership.separate(SharingMaps.widths(shapes)), null, null, null);
    for (int m = 0; m < error.length; m++) {
      error[m] = new double[shapes.get(m).latents()];
    }
    int last = Math.min(CEILING_WINDOWS, heldOut.size());
    for (int from = 0; from < last; from += FrozenPass.ROWS) {
      int to = Math.min(last, from + FrozenPass.ROWS);
      WindowBatch batch = WindowBatch.read(intakes, heldOut.subList(from, to));
      try (FrozenPass pass = network.freeze()) {
        float[][] codes = pass.encode(batch);
        for (int m = 0; m < error.length; m++) {
          SimpleMatrix[] covariances =
              LaplacePosterior.covariances(pass, network.statistics(m), m, codes[m], batch);
          for (int r = 0; r < batch.rows(); r++) {
            if (batch.present(m, r)) {
              seen[m]++;
              double[] variances = maps.variances(m, covariances[r]);
              for (int k = 0; k < variances.length; k++) {
                error[m][k] += variances[k];
              }
            }
          }
        }
      }
    }
    for (int m = 0; m < error.length; m++) {
      for (int k = 0; k < error[m].length; k++) {
        double share = seen[m] == 0 ? 0 : error[m][k] / seen[m] * lostFreedom(m);
        error[m][k] = Math.max(0, 1 - share);
      }
    }
    return error;
  }

  /**
   * By how much the residual of a reconstruction understates the noise of the data: the code takes
   * its own number of dimensions of the noise with it.
   */
  private double lostFreedom(int m) {
    double targets = intakes.get(m).targetCount();
    return targets / Math.max(1, targets - shapes.get(m).codeWidth());
  }
}
