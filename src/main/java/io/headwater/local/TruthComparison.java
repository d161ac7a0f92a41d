package io.headwater.local;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.evaluate.ComponentMatch;
import io.headwater.evaluate.GraphComparison;
import io.headwater.evaluate.GraphComparison.Edge;
import io.headwater.evaluate.RotationChance;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import io.headwater.learn.LatentRecord;
import io.headwater.simulate.WardTruth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was learned, held against what a simulated ward knows. Made after the job has ended: nothing
 * that learns ever sees it.
 *
 * @param score mean rank correlation of matched components, over all modalities
 * @param chance what a perfect block with randomly rotated axes would score
 * @param trueName learned component id → the true component that it matches best
 * @param graph learned edges against true ones, in the truth's naming
 */
public record TruthComparison(
    double score, double chance, Map<String, String> trueName, GraphComparison graph) {

  private static final long CHANCE_SEED = 1;

  /** Only the newest share of the estimates is scored: earlier ones come from a younger model. */
  private static final int NEWEST_SHARE = 4;

  public static TruthComparison of(
      List<LatentRecord> latents, CausalGraph learned, WardTruth truth) {
    List<LatentRecord> newest =
        latents.subList(latents.size() - latents.size() / NEWEST_SHARE, latents.size());
    Map<String, String> names = new LinkedHashMap<>();
    double score = 0;
    double chance = 0;
    List<String> modalities = truth.modalities();
    int offset = 0;
    for (int m = 0; m < modalities.size(); m++) {
      int d = newest.get(0).estimate().modalities().get(m).mean().length;
      List<double[][]> pair = series(newest, m, offset, d, truth);
      ComponentMatch match = ComponentMatch.of(pair.get(0), pair.get(1));
      for (int i = 0; i < d; i++) {
        names.put(
            LatentNode.of(modalities.get(m), match.estimateOf()[i]).id(),
            LatentNode.of(modalities.get(m), i).id());
      }
      score += match.mean() / modalities.size();
      chance +=
          RotationChance.of(pair.get(0), RotationChance.DEFAULT_ROTATIONS, CHANCE_SEED)
              / modalities.size();
      offset += d;
    }
    return new TruthComparison(
        score,
        chance,
        names,
        GraphComparison.of(edges(truth.graph(), Map.of()), edges(learned, names)));
  }

  /** True and estimated latents of one modality, component × window, where it was present. */
  private static List<double[][]> series(
      List<LatentRecord> latents, int modality, int offset, int d, WardTruth truth) {
    List<double[]> truths = new ArrayList<>();
    List<float[]> estimates = new ArrayList<>();
    for (LatentRecord latent : latents) {
      ModalityEstimate estimate = latent.estimate().modalities().get(modality);
      if (estimate.present()) {
        truths.add(truth.latents(latent.subject(), latent.windowStart()));
        estimates.add(estimate.mean());
      }
    }
    double[][] z = new double[d][truths.size()];
    double[][] e = new double[d][truths.size()];
    for (int s = 0; s < truths.size(); s++) {
      for (int i = 0; i < d; i++) {
        z[i][s] = truths.get(s)[offset + i];
        e[i][s] = estimates.get(s)[i];
      }
    }
    return List.of(z, e);
  }

  private static Set<Edge> edges(CausalGraph graph, Map<String, String> names) {
    Set<Edge> edges = new LinkedHashSet<>();
    for (CausalEdge edge : graph.selectedEdges()) {
      edges.add(
          new Edge(
              names.getOrDefault(edge.source(), edge.source()),
              names.getOrDefault(edge.target(), edge.target())));
    }
    return edges;
  }
}
