package io.headwater.report;

import io.headwater.evaluate.ComponentMatch;
import io.headwater.evaluate.RotationChance;
import io.headwater.graph.LatentNode;
import io.headwater.report.Truth.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Latents of two runs matched with each other, modality by modality, on windows that both have: the
 * pairs with the greatest sum of absolute rank correlations.
 *
 * @param first name of the run whose latents are matched
 * @param second name of the run in which partners are sought
 * @param modalities that both runs have
 */
public record RunMatch(String first, String second, List<ModalityMatch> modalities) {
  /** With fewer a correlation says little. */
  static final int FEWEST_ROWS = 50;

  /** Of the chance level. */
  private static final long SEED = 1;

  /**
   * @param windows with data of the modality in both runs, sampled
   * @param mean of the pairs' correlations
   * @param chance mean correlation that the first run's own latents would reach with themselves,
   *     their axes turned at random; NaN for a single latent, which has no axes to turn
   * @param pairs one per latent of the first run that has a partner
   * @param reason why nothing was matched; empty when something was
   */
  public record ModalityMatch(
      String modality, long windows, double mean, double chance, List<Pair> pairs, String reason) {}

  /**
   * @param correlation absolute, Spearman
   */
  public record Pair(String first, String second, double correlation) {}

  static RunMatch of(String first, LatentSample one, String second, LatentSample other) {
    Map<String, Map<Window, float[]>> left = one.means();
    Map<String, Map<Window, float[]>> right = other.means();
    List<ModalityMatch> matches = new ArrayList<>();
    left.forEach(
        (modality, rows) -> {
          if (right.containsKey(modality)) {
            matches.add(match(modality, rows, right.get(modality)));
          }
        });
    return new RunMatch(first, second, matches);
  }

  private static ModalityMatch match(
      String modality, Map<Window, float[]> left, Map<Window, float[]> right) {
    List<Window> both = left.keySet().stream().filter(right::containsKey).toList();
    if (both.size() < FEWEST_ROWS) {
      return none(
          modality,
          both.size(),
          "the runs share %d of the windows sampled; at least %d are needed"
              .formatted(both.size(), FEWEST_ROWS));
    }
    List<float[]> a = both.stream().map(left::get).toList();
    List<float[]> b = both.stream().map(right::get).toList();
    if (changes(a) || changes(b)) {
      return none(
          modality,
          both.size(),
          "the number of latents changed during a run; replay with --final-pass, which scores all windows with the last model");
    }
    double[][] one = series(a);
    double[][] other = series(b);
    if (one.length == 0 || other.length == 0) {
      return none(modality, both.size(), "a run has no latent of it");
    }
    ComponentMatch match = ComponentMatch.of(one, other);
    List<Pair> pairs = new ArrayList<>();
    for (int k = 0; k < one.length; k++) {
      int partner = match.estimateOf()[k];
      if (partner >= 0) {
        pairs.add(
            new Pair(
                LatentNode.of(modality, k).id(),
                LatentNode.of(modality, partner).id(),
                match.correlation()[k]));
      }
    }
    return new ModalityMatch(
        modality,
        both.size(),
        pairs.stream().mapToDouble(Pair::correlation).average().orElseThrow(),
        chance(one),
        pairs,
        "");
  }

  private static double chance(double[][] series) {
    if (series.length == 1) {
      return Double.NaN;
    }
    return RotationChance.of(series, RotationChance.DEFAULT_ROTATIONS, SEED);
  }

  private static ModalityMatch none(String modality, long windows, String reason) {
    return new ModalityMatch(modality, windows, Double.NaN, Double.NaN, List.of(), reason);
  }

  private static boolean changes(List<float[]> rows) {
    return rows.stream().mapToInt(row -> row.length).distinct().count() > 1;
  }

  /** Component × window. */
  private static double[][] series(List<float[]> rows) {
    double[][] series = new double[rows.get(0).length][rows.size()];
    for (int r = 0; r < rows.size(); r++) {
      for (int k = 0; k < series.length; k++) {
        series[k][r] = rows.get(r)[k];
      }
    }
    return series;
  }
}
