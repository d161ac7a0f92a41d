package io.headwater.estimator.mixture;

import io.headwater.graph.Acyclicity;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.Cpdag;
import io.headwater.graph.LatentNode;
import io.headwater.model.CounterRandom;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.mixture.DagFit;
import io.headwater.model.mixture.OutcomeSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
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

  /**
   * @param fit of the windows learned from
   * @param masses by outcome, of the windows learned from
   * @param rows their effective number
   * @param heldOut by outcome, of windows held out
   */
  static CausalGraph of(
      OutcomeSpace space,
      DagFit fit,
      boolean[][] dag,
      double[] masses,
      double rows,
      double[] heldOut,
      long seed) {
    List<LatentNode> nodes = nodes(space);
    Cpdag cpdag = cpdag(space, dag);
    double[][] stability = stability(space, masses, rows, seed);
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
                possible ? heldOutGain(fit, dag, i, j, heldOut) : Double.NaN,
                possible ? 1 / (1 + Math.exp(-fit.edgeGain(dag, i, j))) : Double.NaN,
                stability[i][j],
                dag[i][j] && cpdag.directed(i, j)
                    ? gain(heldOut, fit.logProbabilities(dag))
                        - gain(heldOut, fit.logProbabilities(fit.reversed(dag, i, j)))
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
  private static double heldOutGain(DagFit fit, boolean[][] dag, int i, int j, double[] heldOut) {
    double change =
        gain(heldOut, fit.logProbabilities(toggled(dag, i, j)))
            - gain(heldOut, fit.logProbabilities(dag));
    return dag[i][j] ? -change : change;
  }

  private static double gain(double[] heldOut, double[] log) {
    double sum = 0;
    for (int c = 0; c < log.length; c++) {
      sum += heldOut[c] * log[c];
    }
    return sum;
  }

  /** Share of resamples that join two nodes, whatever the direction. */
  private static double[][] stability(OutcomeSpace space, double[] masses, double rows, long seed) {
    double[][] share = new double[space.nodes()][space.nodes()];
    int drawn = (int) Math.max(1, Math.round(rows));
    for (int s = 0; s < RESAMPLES; s++) {
      RandomGenerator random = CounterRandom.at(seed, s, RESAMPLING_STREAM);
      double[] resampled = resample(masses, drawn, random);
      boolean[][] dag = new DagFit(space, resampled, rows).climbed();
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

  private static double[] resample(double[] masses, int rows, RandomGenerator random) {
    double[] out = new double[masses.length];
    for (int r = 0; r < rows; r++) {
      double at = random.nextDouble();
      int c = 0;
      while (c < masses.length - 1 && at >= masses[c]) {
        at -= masses[c++];
      }
      out[c] += 1.0 / rows;
    }
    return out;
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
