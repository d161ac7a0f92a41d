package io.headwater.estimator.mixture;

import io.headwater.graph.Acyclicity;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.Cpdag;
import io.headwater.graph.LatentNode;
import io.headwater.model.CounterRandom;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.mixture.OutcomeSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The graph between the nodes with what is known of each edge. A table of outcomes cannot tell
 * equivalent graphs apart; where the class leaves a direction open, none is claimed.
 */
final class CauseGraph {
  /** Resamples of the windows in which edges are looked for again. */
  private static final int RESAMPLES = 20;

  private static final long RESAMPLING_STREAM = 2_000_003;

  private CauseGraph() {}

  static List<LatentNode> nodes(OutcomeSpace space) {
    return IntStream.range(0, space.nodes())
        .mapToObj(l -> LatentNode.of(MixtureEstimator.CAUSES, l))
        .toList();
  }

  /** Nothing was fitted yet. */
  static CausalGraph unknown(OutcomeSpace space) {
    List<LatentNode> nodes = nodes(space);
    List<CausalEdge> edges = new ArrayList<>();
    for (LatentNode source : nodes) {
      for (LatentNode target : nodes) {
        if (!source.equals(target)) {
          edges.add(
              new CausalEdge(
                  source.id(), target.id(), Double.NaN, Double.NaN, Double.NaN, Double.NaN, false));
        }
      }
    }
    return new CausalGraph(nodes, edges);
  }

  static Cpdag cpdag(OutcomeSpace space, boolean[][] dag) {
    return Cpdag.ofDag(nodes(space).stream().map(LatentNode::id).toList(), dag);
  }

  static CausalGraph of(OutcomeSpace space, GraphEvidence evidence, boolean[][] dag, long seed) {
    List<LatentNode> nodes = nodes(space);
    Cpdag cpdag = cpdag(space, dag);
    double[][] stability = stability(space, evidence, seed);
    List<CausalEdge> edges = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (int j = 0; j < nodes.size(); j++) {
        if (i == j) {
          continue;
        }
        boolean possible = dag[i][j] || addable(dag, i, j);
        edges.add(
            new CausalEdge(
                nodes.get(i).id(),
                nodes.get(j).id(),
                possible ? heldOutGain(evidence, dag, i, j) : Double.NaN,
                possible ? 1 / (1 + Math.exp(-evidence.edgeGain(dag, i, j))) : Double.NaN,
                stability[i][j],
                dag[i][j] && cpdag.directed(i, j)
                    ? evidence.heldOut(dag) - evidence.heldOut(evidence.reversed(dag, i, j))
                    : Double.NaN,
                dag[i][j]));
      }
    }
    return new CausalGraph(nodes, edges);
  }

  private static boolean addable(boolean[][] dag, int i, int j) {
    boolean[][] with = toggled(dag, i, j);
    return !dag[j][i] && Acyclicity.holds(with);
  }

  private static boolean[][] toggled(boolean[][] dag, int i, int j) {
    boolean[][] copy = Arrays.stream(dag).map(boolean[]::clone).toArray(boolean[][]::new);
    copy[i][j] = !dag[i][j];
    return copy;
  }

  /** Nats per held-out window that the edge gains over its absence. */
  private static double heldOutGain(GraphEvidence evidence, boolean[][] dag, int i, int j) {
    double change = evidence.heldOut(toggled(dag, i, j)) - evidence.heldOut(dag);
    return dag[i][j] ? -change : change;
  }

  /** Share of resamples that join two nodes, whatever the direction. */
  private static double[][] stability(OutcomeSpace space, GraphEvidence evidence, long seed) {
    double[][] share = new double[space.nodes()][space.nodes()];
    for (int s = 0; s < RESAMPLES; s++) {
      boolean[][] dag = evidence.resampled(CounterRandom.at(seed, s, RESAMPLING_STREAM));
      for (int i = 0; i < dag.length; i++) {
        for (int j = 0; j < dag.length; j++) {
          share[i][j] += dag[i][j] || dag[j][i] ? 1 : 0;
        }
      }
    }
    for (double[] row : share) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= RESAMPLES;
      }
    }
    return share;
  }

  static void write(CausalGraph graph, StateWriter out) {
    for (CausalEdge edge : graph.edges()) {
      out.writeDouble(edge.score());
      out.writeDouble(edge.probability());
      out.writeDouble(edge.stability());
      out.writeDouble(edge.directionSupport());
      out.writeBoolean(edge.selected());
    }
  }

  static CausalGraph read(OutcomeSpace space, StateReader in) {
    CausalGraph blank = unknown(space);
    List<CausalEdge> edges = new ArrayList<>();
    for (CausalEdge edge : blank.edges()) {
      edges.add(
          new CausalEdge(
              edge.source(),
              edge.target(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readBoolean()));
    }
    return new CausalGraph(blank.nodes(), edges);
  }
}
