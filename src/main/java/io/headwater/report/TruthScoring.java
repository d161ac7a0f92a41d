package io.headwater.report;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.evaluate.GraphScore;
import io.headwater.evaluate.IdentificationCase;
import io.headwater.evaluate.IdentificationScore;
import io.headwater.evaluate.LatentBlocks;
import io.headwater.evaluate.Mcc;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.learn.LatentRecord;
import io.headwater.report.Truth.Window;
import io.headwater.report.TruthScore.Component;
import io.headwater.report.TruthScore.Edges;
import io.headwater.report.TruthScore.Measure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers windows evenly over a run and scores them against a truth. */
final class TruthScoring {
  /** More rows change scores by less than their errors and cost time. */
  static final int ROWS = 4000;

  /** With fewer the held-out probe and the correlations say nothing. */
  static final int FEWEST_ROWS = 50;

  private static final int POINTS = 200;

  /** Of probes and chance levels: the same for all runs, so that they compare. */
  private static final long SEED = 1;

  private final Optional<RunNote> note;
  private final Map<Window, LatentRecord> chosen = new LinkedHashMap<>();
  private long position;
  private long complete;
  private long unlearned;
  private long stride;
  private long eligible;
  private boolean onlyUnlearned;

  TruthScoring(Optional<RunNote> note) {
    this.note = note;
  }

  /** First pass: how many windows there are of each sort. */
  void count(LatentRecord window) {
    if (isComplete(window)) {
      complete++;
      unlearned += isUnlearned(window) ? 1 : 0;
    }
    position++;
  }

  /** Second pass. */
  void gather(LatentRecord window) {
    if (stride == 0) {
      onlyUnlearned = unlearned >= FEWEST_ROWS;
      stride = Math.max(1, ((onlyUnlearned ? unlearned : complete) + ROWS - 1) / ROWS);
      position = 0;
    }
    if (isComplete(window) && (!onlyUnlearned || isUnlearned(window)) && eligible++ % stride == 0) {
      chosen.put(new Window(window.subject(), window.windowStart()), window);
    }
    position++;
  }

  private static List<Integer> widths(LatentRecord window) {
    return window.estimate().modalities().stream().map(m -> m.mean().length).toList();
  }

  private static boolean isComplete(LatentRecord window) {
    return window.estimate().modalities().stream().allMatch(ModalityEstimate::present);
  }

  private boolean isUnlearned(LatentRecord window) {
    return note.isPresent() && !note.get().learned(position, window.subject());
  }

  TruthScore score(Truth truth, CausalGraph learned) throws IOException {
    List<LatentRecord> estimates = new ArrayList<>();
    List<Map<String, Double>> truths = new ArrayList<>();
    Map<Window, Map<String, Double>> known = new LinkedHashMap<>();
    truth.each(
        (window, values) -> {
          if (chosen.containsKey(window)) {
            known.put(window, values);
          }
        });
    chosen.forEach(
        (window, estimate) -> {
          if (known.containsKey(window)) {
            estimates.add(estimate);
            truths.add(known.get(window));
          }
        });
    if (estimates.size() < FEWEST_ROWS) {
      return TruthScore.none(
          estimates.size(),
          "The truth knows %d of the %d windows gathered (all modalities present); at least %d are needed. Do subjects and window starts agree?"
              .formatted(estimates.size(), chosen.size(), FEWEST_ROWS));
    }
    if (estimates.stream().map(TruthScoring::widths).distinct().count() > 1) {
      return TruthScore.none(
          estimates.size(),
          "The number of latents was counted during the run and changed; replay with --final-pass, which scores all windows with the last model.");
    }
    List<ModalityEstimate> blocks = estimates.get(0).estimate().modalities();
    List<String> names = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (ModalityEstimate block : blocks) {
      (truth.ids().containsKey(block.modality()) ? names : left).add(block.modality());
    }
    truth.ids().keySet().stream().filter(n -> !names.contains(n)).forEach(left::add);
    if (names.isEmpty()) {
      return TruthScore.none(
          estimates.size(),
          "The truth has latents of %s, the run of %s: no name in common."
              .formatted(truth.ids().keySet(), left));
    }
    return scored(truth, learned, estimates, truths, names, left);
  }

  private TruthScore scored(
      Truth truth,
      CausalGraph learned,
      List<LatentRecord> estimates,
      List<Map<String, Double>> truths,
      List<String> names,
      List<String> left) {
    List<String> trueIds = new ArrayList<>();
    List<String> estimatedIds = new ArrayList<>();
    List<double[][]> trueBlocks = new ArrayList<>();
    List<double[][]> estimatedBlocks = new ArrayList<>();
    int rows = estimates.size();
    for (String name : names) {
      List<String> ids = truth.ids().get(name);
      double[][] z = new double[ids.size()][rows];
      int width = block(estimates.get(0), name).mean().length;
      double[][] e = new double[width][rows];
      for (int r = 0; r < rows; r++) {
        for (int i = 0; i < z.length; i++) {
          z[i][r] = truths.get(r).get(ids.get(i));
        }
        for (int k = 0; k < width; k++) {
          e[k][r] = block(estimates.get(r), name).mean()[k];
        }
      }
      trueIds.addAll(ids);
      for (int k = 0; k < width; k++) {
        estimatedIds.add(name + ".z" + k);
      }
      trueBlocks.add(z);
      estimatedBlocks.add(e);
    }
    LatentBlocks t = new LatentBlocks(names, trueBlocks);
    LatentBlocks e = new LatentBlocks(names, estimatedBlocks);
    IdentificationCase given =
        IdentificationCase.of(t, e)
            .withGraphs(
                adjacency(trueIds, truth), adjacency(estimatedIds, learned.selectedEdges()));
    IdentificationScore score = IdentificationScore.of(given, SEED);
    GraphScore graph = score.graph().orElseThrow();
    return new TruthScore(
        rows,
        (onlyUnlearned
                ? "windows that were not learned from"
                : (note.isPresent()
                    ? "all windows, most of them learned from"
                    : "all windows; which were learned from is not known"))
            + ", with data of every modality",
        left,
        measures(score, graph),
        components(score, t, e, trueIds, estimatedIds),
        new Edges(
            graph.cross().found(),
            graph.cross().missing(),
            graph.cross().extra(),
            graph.cross().reversed()),
        "");
  }

  private static List<Measure> measures(IdentificationScore score, GraphScore graph) {
    Mcc pearson = score.pearson();
    Mcc spearman = score.spearman();
    String rotated = "the true latents, their axes turned at random within each modality";
    return List.of(
        new Measure(
            "MCC, matched components",
            pearson.mean(),
            pearson.withinChance().rotationMean(),
            rotated,
            true),
        new Measure(
            "the same, 95th percentile of chance",
            pearson.mean(),
            pearson.withinChance().rotation95(),
            rotated,
            true),
        new Measure(
            "the same against noise",
            pearson.mean(),
            pearson.withinChance().noise(),
            "the estimates with their windows shuffled",
            true),
        new Measure(
            "rank MCC", spearman.mean(), spearman.withinChance().rotationMean(), rotated, true),
        new Measure(
            "block R², held out, nonlinear probe",
            score.blockRSquared(),
            0,
            "predicting the mean",
            true),
        new Measure(
            "SHD of links between modalities",
            graph.cross().shd(),
            graph.references().empty(),
            "the graph without links",
            false),
        new Measure(
            "the same against all links",
            graph.cross().shd(),
            graph.references().full(),
            "the full graph, directions right",
            false),
        new Measure(
            "the same against as many random links",
            graph.cross().shd(),
            graph.references().random(),
            "as many links, drawn at random",
            false));
  }

  private static List<Component> components(
      IdentificationScore score,
      LatentBlocks truth,
      LatentBlocks estimate,
      List<String> trueIds,
      List<String> estimatedIds) {
    List<Component> components = new ArrayList<>();
    double[] correlation = score.pearson().components();
    for (int m = 0; m < truth.modalities().size(); m++) {
      int[] match = score.pearson().within().get(m).estimateOf();
      for (int i = 0; i < match.length; i++) {
        int at = truth.offset(m) + i;
        boolean has = match[i] >= 0;
        components.add(
            new Component(
                trueIds.get(at),
                has ? estimatedIds.get(estimate.offset(m) + match[i]) : "",
                correlation[at],
                score.pearson().standardError()[at],
                score.blocks().get(m).componentRSquared()[i],
                has
                    ? points(truth.values().get(m)[i], estimate.values().get(m)[match[i]])
                    : List.of()));
      }
    }
    return components;
  }

  private static List<double[]> points(double[] truth, double[] estimate) {
    double[] x = standardised(truth);
    double[] y = standardised(estimate);
    int step = Math.max(1, x.length / POINTS);
    List<double[]> points = new ArrayList<>();
    for (int r = 0; r < x.length; r += step) {
      points.add(new double[] {x[r], y[r]});
    }
    return points;
  }

  private static double[] standardised(double[] values) {
    double mean = java.util.Arrays.stream(values).average().orElse(0);
    double variance =
        java.util.Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    double scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    return java.util.Arrays.stream(values).map(v -> (v - mean) * scale).toArray();
  }

  private static ModalityEstimate block(LatentRecord record, String name) {
    return record.estimate().modalities().stream()
        .filter(m -> m.modality().equals(name))
        .findFirst()
        .orElseThrow();
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
