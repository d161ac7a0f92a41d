package io.headwater.report;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.evaluate.GraphScore;
import io.headwater.evaluate.IdentificationCase;
import io.headwater.evaluate.IdentificationScore;
import io.headwater.evaluate.LatentBlocks;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import io.headwater.learn.LatentRecord;
import io.headwater.report.Truth.Window;
import io.headwater.report.TruthScore.Edges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Holds windows of a run against a truth. */
final class TruthScoring {
  /** Of probes and chance levels: the same for all runs, so that they compare. */
  private static final long SEED = 1;

  private final Truth truth;
  private final WindowSample sample;

  /** Windows that the truth knows, and its latents of each, by id. */
  private final List<LatentRecord> estimates = new ArrayList<>();

  private final List<Map<String, Double>> truths = new ArrayList<>();

  private TruthScoring(Truth truth, WindowSample sample) throws IOException {
    this.truth = truth;
    this.sample = sample;
    Map<Window, Map<String, Double>> known = new LinkedHashMap<>();
    truth.each(
        (window, values) -> {
          if (sample.chosen().containsKey(window)) {
            known.put(window, values);
          }
        });
    sample
        .chosen()
        .forEach(
            (window, estimate) -> {
              if (known.containsKey(window)) {
                estimates.add(estimate);
                truths.add(known.get(window));
              }
            });
  }

  static TruthScore score(Truth truth, WindowSample sample, CausalGraph learned)
      throws IOException {
    return new TruthScoring(truth, sample).score(learned);
  }

  private TruthScore score(CausalGraph learned) {
    if (estimates.size() < WindowSample.FEWEST_ROWS) {
      return none(
          "The truth knows %d of the %d windows gathered (all modalities present); at least %d are needed. Do subjects and window starts agree?"
              .formatted(estimates.size(), sample.chosen().size(), WindowSample.FEWEST_ROWS));
    }
    if (estimates.stream().map(TruthScoring::widths).distinct().count() > 1) {
      return none(
          "The number of latents was counted during the run and changed; replay with --final-pass, which scores all windows with the last model.");
    }
    List<String> names = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (ModalityEstimate block : estimates.get(0).estimate().modalities()) {
      (truth.ids().containsKey(block.modality()) ? names : left).add(block.modality());
    }
    truth.ids().keySet().stream().filter(n -> !names.contains(n)).forEach(left::add);
    if (names.isEmpty()) {
      return none(
          "The truth has latents of %s, the run of %s: no name in common."
              .formatted(truth.ids().keySet(), left));
    }
    return score(learned, names, left);
  }

  private TruthScore none(String reason) {
    return TruthScore.none(estimates.size(), reason);
  }

  private TruthScore score(CausalGraph learned, List<String> names, List<String> left) {
    LatentBlocks known =
        new LatentBlocks(names, names.stream().map(n -> series(truth.ids().get(n))).toList());
    LatentBlocks estimated = new LatentBlocks(names, names.stream().map(this::estimated).toList());
    List<String> trueIds = names.stream().flatMap(n -> truth.ids().get(n).stream()).toList();
    List<String> estimatedIds = estimated.nodes().stream().map(LatentNode::id).toList();
    IdentificationCase given =
        IdentificationCase.of(known, estimated)
            .withGraphs(
                adjacency(trueIds, truth), adjacency(estimatedIds, learned.selectedEdges()));
    IdentificationScore score = IdentificationScore.of(given, SEED);
    GraphScore graph = score.graph().orElseThrow();
    return new TruthScore(
        estimates.size(),
        sample.ofWhat(),
        left,
        TruthMeasures.of(score, graph),
        TruthMeasures.components(score, known, estimated, trueIds),
        new Edges(
            graph.cross().found(),
            graph.cross().missing(),
            graph.cross().extra(),
            graph.cross().reversed()),
        "");
  }

  /** True latents, component × window. */
  private double[][] series(List<String> ids) {
    return ids.stream()
        .map(id -> truths.stream().mapToDouble(values -> values.get(id)).toArray())
        .toArray(double[][]::new);
  }

  /** Estimates of a modality, component × window. */
  private double[][] estimated(String modality) {
    List<float[]> means = estimates.stream().map(e -> mean(e, modality)).toList();
    double[][] series = new double[means.get(0).length][];
    for (int k = 0; k < series.length; k++) {
      int component = k;
      ToDoubleFunction<float[]> of = mean -> mean[component];
      series[k] = means.stream().mapToDouble(of).toArray();
    }
    return series;
  }

  private static List<Integer> widths(LatentRecord window) {
    return window.estimate().modalities().stream().map(m -> m.mean().length).toList();
  }

  private static float[] mean(LatentRecord record, String modality) {
    return record.estimate().modalities().stream()
        .filter(m -> m.modality().equals(modality))
        .findFirst()
        .orElseThrow()
        .mean();
  }

  private static boolean[][] adjacency(List<String> ids, Truth truth) {
    boolean[][] adjacency = new boolean[ids.size()][ids.size()];
    truth
        .edges()
        .forEach(
            (source, targets) -> targets.forEach(target -> link(adjacency, ids, source, target)));
    return adjacency;
  }

  private static boolean[][] adjacency(List<String> ids, List<CausalEdge> edges) {
    boolean[][] adjacency = new boolean[ids.size()][ids.size()];
    edges.forEach(e -> link(adjacency, ids, e.source(), e.target()));
    return adjacency;
  }

  private static void link(boolean[][] adjacency, List<String> ids, String from, String to) {
    if (ids.contains(from) && ids.contains(to)) {
      adjacency[ids.indexOf(from)][ids.indexOf(to)] = true;
    }
  }
}
