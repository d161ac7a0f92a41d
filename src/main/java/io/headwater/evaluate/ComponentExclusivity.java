package io.headwater.evaluate;

import io.headwater.graph.LatentNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether each true latent sits in one estimated component or is spread over several, by R² on
 * held-out rows (after Eastwood and Williams 2018, "disentanglement, completeness,
 * informativeness").
 *
 * @param truth true latents
 * @param estimate estimated components
 * @param importance true latent × estimated component: R² of the latent from that component alone,
 *     at least 0
 * @param fromAll per true latent: R² from all estimated components of all modalities
 */
public record ComponentExclusivity(
    List<LatentNode> truth, List<LatentNode> estimate, double[][] importance, double[] fromAll) {

  static ComponentExclusivity of(LatentBlocks truth, LatentBlocks estimate, long seed) {
    double[][] targets = truth.stacked();
    double[][] codes = estimate.stacked();
    double[][] importance = new double[targets.length][codes.length];
    for (int j = 0; j < codes.length; j++) {
      double[] alone = HeldOutProbe.rSquared(new double[][] {codes[j]}, targets, seed);
      for (int i = 0; i < targets.length; i++) {
        importance[i][j] = Math.max(0, alone[i]);
      }
    }
    return new ComponentExclusivity(
        truth.nodes(), estimate.nodes(), importance, HeldOutProbe.rSquared(codes, targets, seed));
  }

  /** Per true latent: R² from all components minus R² from the best one; 0 is exclusive. */
  public double[] gaps() {
    double[] gaps = new double[fromAll.length];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = fromAll[i] - Arrays.stream(importance[i]).max().orElseThrow();
    }
    return gaps;
  }

  /** 1 when each component speaks of one true latent only, 0 when of all alike. */
  public double disentanglement() {
    double[][] byComponent = new double[estimate.size()][truth.size()];
    for (int i = 0; i < truth.size(); i++) {
      for (int j = 0; j < estimate.size(); j++) {
        byComponent[j][i] = importance[i][j];
      }
    }
    return concentration(byComponent);
  }

  /** 1 when each true latent sits in one component only, 0 when in all alike. */
  public double completeness() {
    return concentration(importance);
  }

  /** The importance matrix as text, one true latent a line, then what all give and the gap. */
  public String table() {
    StringBuilder text = new StringBuilder("R2 of / from");
    estimate.forEach(e -> text.append(' ').append(e.id()));
    text.append(" all gap\n");
    double[] gaps = gaps();
    for (int i = 0; i < truth.size(); i++) {
      text.append(truth.get(i).id());
      for (double r : importance[i]) {
        text.append(String.format(Locale.ROOT, " %.2f", r));
      }
      text.append(String.format(Locale.ROOT, " %.2f %.2f%n", fromAll[i], gaps[i]));
    }
    return text.toString();
  }

  /** Mean of 1 − entropy / log(width) over lines, weighted by what the lines hold. */
  private static double concentration(double[][] lines) {
    double weighted = 0;
    double weight = 0;
    for (double[] line : lines) {
      double sum = Arrays.stream(line).sum();
      if (sum > 0 && line.length > 1) {
        double entropy =
            Arrays.stream(line).filter(v -> v > 0).map(v -> -v / sum * Math.log(v / sum)).sum();
        weighted += sum * (1 - entropy / Math.log(line.length));
        weight += sum;
      }
    }
    return weight > 0 ? weighted / weight : 0;
  }
}
