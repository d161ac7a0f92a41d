package io.headwater.report;

import io.headwater.evaluate.Chance;
import io.headwater.evaluate.GraphScore;
import io.headwater.evaluate.IdentificationScore;
import io.headwater.evaluate.LatentBlocks;
import io.headwater.evaluate.Mcc;
import io.headwater.report.TruthScore.Component;
import io.headwater.report.TruthScore.Measure;
import java.util.ArrayList;
import java.util.List;

/** A score in the report's words: each number with its chance level, each true latent by name. */
final class TruthMeasures {
  /** Of a scatter plot; more make a blot. */
  private static final int POINTS = 200;

  private static final String ROTATED =
      "the true latents, their axes turned at random within each modality";

  private TruthMeasures() {}

  static List<Measure> of(IdentificationScore score, GraphScore graph) {
    Mcc pearson = score.pearson();
    Chance chance = pearson.withinChance();
    Mcc spearman = score.spearman();
    int shd = graph.cross().shd();
    return List.of(
        higher("MCC, matched components", pearson.mean(), chance.rotationMean(), ROTATED),
        higher("the same, 95th percentile of chance", pearson.mean(), chance.rotation95(), ROTATED),
        higher(
            "the same against noise",
            pearson.mean(),
            chance.noise(),
            "the estimates with their windows shuffled"),
        higher("rank MCC", spearman.mean(), spearman.withinChance().rotationMean(), ROTATED),
        higher(
            "block R², held out, nonlinear probe", score.blockRSquared(), 0, "predicting the mean"),
        lower(
            "SHD of links between modalities",
            shd,
            graph.references().empty(),
            "the graph without links"),
        lower(
            "the same against all links",
            shd,
            graph.references().full(),
            "the full graph, directions right"),
        lower(
            "the same against as many random links",
            shd,
            graph.references().random(),
            "as many links, drawn at random"));
  }

  private static Measure higher(String name, double value, double chance, String chanceIs) {
    return new Measure(name, value, chance, chanceIs, true);
  }

  private static Measure lower(String name, double value, double chance, String chanceIs) {
    return new Measure(name, value, chance, chanceIs, false);
  }

  /**
   * @param trueIds names of the true latents in the stacked order
   */
  static List<Component> components(
      IdentificationScore score, LatentBlocks truth, LatentBlocks estimate, List<String> trueIds) {
    double[][] trueUnits = truth.standardised().stacked();
    double[][] units = estimate.standardised().stacked();
    double[] correlation = score.pearson().components();
    List<Component> components = new ArrayList<>();
    for (int m = 0; m < truth.modalities().size(); m++) {
      int[] match = score.pearson().within().get(m).estimateOf();
      for (int i = 0; i < match.length; i++) {
        int at = truth.offset(m) + i;
        int to = estimate.offset(m) + match[i];
        boolean has = match[i] >= 0;
        components.add(
            new Component(
                trueIds.get(at),
                has ? estimate.nodes().get(to).id() : "",
                correlation[at],
                score.pearson().standardError()[at],
                score.blocks().get(m).componentRSquared()[i],
                has ? points(trueUnits[at], units[to]) : List.of()));
      }
    }
    return components;
  }

  private static List<double[]> points(double[] x, double[] y) {
    int step = Math.max(1, x.length / POINTS);
    List<double[]> points = new ArrayList<>();
    for (int r = 0; r < x.length; r += step) {
      points.add(new double[] {x[r], y[r]});
    }
    return points;
  }
}
