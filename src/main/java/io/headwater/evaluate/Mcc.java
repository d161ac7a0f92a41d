package io.headwater.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Mean correlation coefficient of true components with the estimates that stand for them, with its
 * chance levels.
 *
 * @param kind of correlation
 * @param within per modality: the match inside that modality
 * @param global the match in which a component may stand for one of another modality, over the
 *     stacked components; a higher score than within means that content sits in the wrong block
 * @param withinChance chance levels of the matching within modalities
 * @param globalChance chance levels of the global matching
 * @param standardError per true component in the stacked order: standard error of its correlation
 *     within the modality at the effective sample size, (1 − r²)/√(n_eff − 1)
 */
public record Mcc(
    Correlation kind,
    List<ComponentMatch> within,
    ComponentMatch global,
    Chance withinChance,
    Chance globalChance,
    double[] standardError) {

  static Mcc of(LatentBlocks truth, LatentBlocks estimate, Correlation kind, Runs runs, long seed) {
    double[][] strength = kind.strengths(truth.stacked(), estimate.stacked());
    List<ComponentMatch> within = within(truth, estimate, strength);
    Chance[] chance = Chance.of(truth, estimate, kind, seed);
    return new Mcc(
        kind,
        within,
        ComponentMatch.ofStrengths(strength),
        chance[0],
        chance[1],
        standardErrors(truth, within, runs));
  }

  /** Mean over all true components, matched within modalities. */
  public double mean() {
    return Arrays.stream(components()).average().orElseThrow();
  }

  /** Correlation of each true component with its estimate within the modality, stacked. */
  public double[] components() {
    return within.stream().flatMapToDouble(m -> Arrays.stream(m.correlation())).toArray();
  }

  /** {@link Chance#corrected} of the mean within modalities. */
  public double corrected() {
    return withinChance.corrected(mean());
  }

  /**
   * Matches inside each modality.
   *
   * @param strength absolute correlations of the stacked components, true × estimated
   */
  static List<ComponentMatch> within(
      LatentBlocks truth, LatentBlocks estimate, double[][] strength) {
    List<ComponentMatch> within = new ArrayList<>();
    for (int m = 0; m < truth.values().size(); m++) {
      int from = estimate.offset(m);
      int to = from + estimate.values().get(m).length;
      double[][] block = new double[truth.values().get(m).length][];
      for (int i = 0; i < block.length; i++) {
        block[i] = Arrays.copyOfRange(strength[truth.offset(m) + i], from, to);
      }
      within.add(ComponentMatch.ofStrengths(block));
    }
    return List.copyOf(within);
  }

  /** The score within modalities and the score of the global matching. */
  static double[] means(LatentBlocks truth, LatentBlocks estimate, Correlation kind) {
    double[][] strength = kind.strengths(truth.stacked(), estimate.stacked());
    double within =
        within(truth, estimate, strength).stream()
            .flatMapToDouble(m -> Arrays.stream(m.correlation()))
            .average()
            .orElseThrow();
    return new double[] {within, ComponentMatch.ofStrengths(strength).mean()};
  }

  /** At the truth's own n_eff: a good estimate has the autocorrelation of its truth. */
  private static double[] standardErrors(
      LatentBlocks truth, List<ComponentMatch> within, Runs runs) {
    double[] errors = new double[truth.size()];
    for (int m = 0; m < within.size(); m++) {
      for (int i = 0; i < within.get(m).correlation().length; i++) {
        double[] series = truth.values().get(m)[i];
        double rows = EffectiveSampleSize.ofCorrelation(series, series, runs);
        double r = within.get(m).correlation()[i];
        errors[truth.offset(m) + i] = (1 - r * r) / Math.sqrt(Math.max(1, rows - 1));
      }
    }
    return errors;
  }
}
