package io.headwater.evaluate;

import io.headwater.graph.Assignment;
import java.util.Arrays;

/**
 * Which estimated component stands for which true one: the assignment with the greatest sum of
 * absolute correlations.
 *
 * @param estimateOf for each true component, the index of its estimate; {@link Assignment#NONE}
 *     where there are fewer estimates than true components
 * @param correlation for each true component, the absolute correlation with its estimate; 0 where
 *     it has none
 */
public record ComponentMatch(int[] estimateOf, double[] correlation) {

  /** By Spearman's correlation, {@link #of(double[][], double[][], Correlation)}. */
  public static ComponentMatch of(double[][] truth, double[][] estimate) {
    return of(truth, estimate, Correlation.SPEARMAN);
  }

  /**
   * @param truth component × row
   * @param estimate component × row; as many rows as the truth
   */
  public static ComponentMatch of(double[][] truth, double[][] estimate, Correlation kind) {
    return ofStrengths(kind.strengths(truth, estimate));
  }

  /** Matches by absolute correlations, true component × estimated component. */
  static ComponentMatch ofStrengths(double[][] strength) {
    if (strength.length == 0 || strength[0].length == 0) {
      throw new IllegalArgumentException(
          "%d true components cannot be matched with %d estimated ones."
              .formatted(strength.length, strength.length == 0 ? 0 : strength[0].length));
    }
    int[] estimateOf = Assignment.strongest(strength);
    double[] correlation = new double[strength.length];
    for (int i = 0; i < strength.length; i++) {
      correlation[i] = estimateOf[i] == Assignment.NONE ? 0 : strength[i][estimateOf[i]];
    }
    return new ComponentMatch(estimateOf, correlation);
  }

  /** Mean over true components: the mean correlation coefficient, MCC. */
  public double mean() {
    return Arrays.stream(correlation).average().orElseThrow();
  }
}
