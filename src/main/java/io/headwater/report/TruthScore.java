package io.headwater.report;

import io.headwater.evaluate.GraphComparison.Edge;
import java.util.List;
import java.util.Set;

/**
 * Estimates held against a known truth; each number has its chance level beside it.
 *
 * @param rows windows scored
 * @param ofWhat which windows these are, in words
 * @param notScored names that only one side has
 * @param measures what is asked, the value, and its chance levels
 * @param components each true latent with the estimate that stands for it
 * @param edges of the learned graph against the true one, in the truth's naming
 * @param reason why nothing was scored; empty when something was
 */
public record TruthScore(
    long rows,
    String ofWhat,
    List<String> notScored,
    List<Measure> measures,
    List<Component> components,
    Edges edges,
    String reason) {

  /**
   * @param chance what knows nothing would get
   * @param chanceIs what that is, in words
   */
  public record Measure(
      String name, double value, double chance, String chanceIs, boolean higherIsBetter) {}

  /**
   * @param truth id of the true latent
   * @param estimate id of the matched one; empty where there is none
   * @param correlation absolute, Pearson
   * @param standardError at the effective sample size
   * @param rSquared of reading the true latent from its modality's block, held out
   * @param points (true, estimated) of some windows, both standardised
   */
  public record Component(
      String truth,
      String estimate,
      double correlation,
      double standardError,
      double rSquared,
      List<double[]> points) {}

  /** Between modalities. */
  public record Edges(Set<Edge> found, Set<Edge> missing, Set<Edge> extra, Set<Edge> reversed) {
    static Edges none() {
      return new Edges(Set.of(), Set.of(), Set.of(), Set.of());
    }
  }

  static TruthScore none(long rows, String reason) {
    return new TruthScore(rows, "", List.of(), List.of(), List.of(), Edges.none(), reason);
  }
}
