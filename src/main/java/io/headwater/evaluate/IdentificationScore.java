package io.headwater.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How well hidden causes were identified, against a known truth, each score with its chance level.
 *
 * @param pearson MCC by straight-line correlation
 * @param spearman MCC by rank correlation, the fair one where scales may be bent
 * @param blocks per modality: held-out R², leaks
 * @param exclusivity whether latents sit in single components
 * @param graph errors of the causal graph; empty when none was given
 */
public record IdentificationScore(
    Mcc pearson,
    Mcc spearman,
    List<BlockScore> blocks,
    ComponentExclusivity exclusivity,
    Optional<GraphScore> graph) {
  public IdentificationScore {
    blocks = List.copyOf(blocks);
  }

  /** Computes all scores; the same seed gives the same chance levels and probes. */
  public static IdentificationScore of(IdentificationCase given, long seed) {
    Mcc pearson = Mcc.of(given.truth(), given.estimate(), Correlation.PEARSON, given.runs(), seed);
    Mcc spearman =
        Mcc.of(given.truth(), given.estimate(), Correlation.SPEARMAN, given.runs(), seed);
    List<BlockScore> blocks = new ArrayList<>();
    for (int m = 0; m < given.truth().modalities().size(); m++) {
      blocks.add(BlockScore.of(given, m, seed));
    }
    return new IdentificationScore(
        pearson,
        spearman,
        blocks,
        ComponentExclusivity.of(given.truth(), given.estimate(), seed),
        given
            .graphs()
            .map(g -> GraphScore.of(given.truth(), given.estimate(), spearman.within(), g)));
  }

  /** Mean held-out R² over modalities. */
  public double blockRSquared() {
    return blocks.stream().mapToDouble(BlockScore::rSquared).average().orElse(Double.NaN);
  }
}
