package io.headwater.model.latent;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Held-out cost of the latents of each modality given any set of other modalities, all read off one
 * fit that was given random sets: so that orders of the modalities compare on the same components.
 */
final class ConditionalCosts implements OrderSearch.SetCosts {
  private final Fitting fitting;
  private final Replicas fitted;
  private final boolean[][] linked;
  private final Map<Integer, double[]> byGiven = new HashMap<>();

  /**
   * @param fitting codes that are components already, but for small corrections
   * @param linear network of a linear flow
   * @param linked [cause][effect], whether edges may exist at all
   */
  ConditionalCosts(Fitting fitting, LatentNetwork linear, boolean[][] linked) {
    this.fitting = fitting;
    this.linked = linked;
    float[][] mask = {linear.layout().bothWaysMask(linked)};
    fitted = Replicas.unturned(linear.withNoiseBySet(), fitting.seed(Seeds.ORDER_STARTS), mask);
    fitting
        .trainer(fitted, Seeds.ORDER_STEPS)
        .trainGivenSets(fitting.settings().stages().order(), fitting.settings().learningRate());
  }

  /**
   * @param given bit n is set when the latents of modality n are given
   * @return nats per row in which the modality is present, less what is the same for every set
   */
  @Override
  public double of(int modality, int given) {
    int causes = 0;
    for (int n = 0; n < linked.length; n++) {
      causes |= linked[n][modality] && n != modality ? given & 1 << n : 0;
    }
    return byGiven.computeIfAbsent(causes, this::costs)[modality];
  }

  private double[] costs(int given) {
    LatentLayout layout = fitted.network().layout();
    int nodes = layout.nodes();
    float[] gates = fitted.edgeMask().clone();
    for (int at = 0; at < gates.length; at++) {
      gates[at] *= given >> layout.modalityOf(at / nodes) & 1;
    }
    double[] byNode = byNode(gates);
    double[] costs = new double[layout.modalities()];
    Arrays.setAll(
        costs,
        m -> {
          double sum = 0;
          for (int k = 0; k < layout.latents(m); k++) {
            sum += byNode[layout.node(m, k)];
          }
          return sum;
        });
    return costs;
  }

  /**
   * Over rows fitted to as well as held-out ones: orders differ by hundredths of a nat, which is
   * the sampling error of the held-out rows alone, and all sets share the same parameters.
   */
  private double[] byNode(float[] gates) {
    double[] heldOut =
        fitting.evaluation().nodeCosts(fitted, gates, fitting.heldOut(), fitting.heldOutRows());
    double[] train =
        fitting.evaluation().nodeCosts(fitted, gates, fitting.train(), fitting.trainRows());
    double[] both = new double[heldOut.length];
    Arrays.setAll(both, i -> fitting.overAllRows(train[i], heldOut[i]));
    return both;
  }
}
