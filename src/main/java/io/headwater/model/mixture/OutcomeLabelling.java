package io.headwater.model.mixture;

import io.headwater.model.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Which joint outcome each component of a mixture is. K clusters can be named in K! ways, and the
 * masses alone hardly tell them apart. What does is how the clusters lie: a node counts as a cause
 * when its categories shift what is measured by the same amount whatever the other nodes are. So
 * the labelling is sought whose main effects leave the least of the scatter between the clusters,
 * in the metric in which that scatter is round. Measurements are used and not codes: encoders can
 * bend the latent as they like.
 */
public final class OutcomeLabelling {
  private static final int STARTS = 60;

  /** Multiplications that a search may cost: a search over thousands of clusters stops early. */
  private static final double BUDGET = 4e9;

  private static final int BACKFITTING = 30;
  private static final double LEAST_GAIN = 1e-12;

  private final OutcomeSpace space;
  private final double[][] round;
  private final boolean[] dead;
  private final double total;
  private double left = BUDGET;

  /**
   * A labelling.
   *
   * @param outcome per component
   * @param additivity share of the scatter between clusters that main effects explain, 0 to 1
   */
  public record Labelling(int[] outcome, double additivity) {}

  /**
   * The best labelling and the runner-up that splits the clusters into nodes differently.
   *
   * @param best in order of additivity
   * @param margin by which the additivity of the best exceeds that of the next; NaN when there is
   *     no other split
   */
  public record Split(Labelling best, List<Labelling> candidates, double margin) {}

  /**
   * @param round cluster centres in a metric in which the living are round ([component][dimension])
   * @param dead components whose place says nothing
   */
  OutcomeLabelling(OutcomeSpace space, double[][] round, boolean[] dead) {
    this.space = space;
    this.round = round;
    this.dead = dead;
    double sum = 0;
    double[] centre = centre();
    for (int c = 0; c < round.length; c++) {
      for (int d = 0; !dead[c] && d < centre.length; d++) {
        sum += (round[c][d] - centre[d]) * (round[c][d] - centre[d]);
      }
    }
    total = Math.max(1e-300, sum);
  }

  /**
   * A search over clusters of rows.
   *
   * @param mean of each component's rows [component][entry]
   * @param variance of each component's rows, same layout, over 0
   * @param dead components whose place says nothing
   */
  public static OutcomeLabelling of(
      OutcomeSpace space, double[][] mean, double[][] variance, boolean[] dead) {
    int effects = space.categories().stream().mapToInt(c -> c - 1).sum();
    return new OutcomeLabelling(space, RoundCentres.of(mean, variance, dead, effects), dead);
  }

  private double[] centre() {
    double[] centre = new double[round[0].length];
    int alive = 0;
    for (int c = 0; c < round.length; c++) {
      alive += dead[c] ? 0 : 1;
      for (int d = 0; !dead[c] && d < centre.length; d++) {
        centre[d] += round[c][d];
      }
    }
    for (int d = 0; d < centre.length; d++) {
      centre[d] /= Math.max(1, alive);
    }
    return centre;
  }

  /** The best split found by exchanging names pairwise, from many starts. */
  public Split search(long seed) {
    List<Labelling> found = new ArrayList<>();
    Set<String> splits = new HashSet<>();
    for (int start = 0; start < STARTS && left > 0; start++) {
      Labelling labelling = climb(shuffled(CounterRandom.at(seed, start, 11)));
      if (splits.add(split(labelling.outcome))) {
        found.add(labelling);
      }
    }
    found.sort(Comparator.comparingDouble(l -> -l.additivity));
    Labelling best = found.get(0);
    double next = bestNeighbour(best);
    if (found.size() > 1) {
      next = Math.max(Double.isNaN(next) ? 0 : next, found.get(1).additivity);
    }
    return new Split(best, List.copyOf(found), best.additivity - next);
  }

  private static int[] shuffled(RandomGenerator random, int size) {
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  private int[] shuffled(RandomGenerator random) {
    return shuffled(random, space.size());
  }

  private Labelling climb(int[] start) {
    int[] outcome = start.clone();
    double additivity = additivity(outcome);
    boolean better = true;
    while (better && left > 0) {
      better = false;
      for (int a = 0; a < outcome.length && left > 0; a++) {
        for (int b = a + 1; b < outcome.length; b++) {
          exchange(outcome, a, b);
          double then = additivity(outcome);
          if (then > additivity + LEAST_GAIN) {
            additivity = then;
            better = true;
          } else {
            exchange(outcome, a, b);
          }
        }
      }
    }
    return new Labelling(outcome, additivity);
  }

  /** Additivity of the best other split one exchange away; NaN when there is none. */
  private double bestNeighbour(Labelling best) {
    String own = split(best.outcome);
    double next = Double.NaN;
    for (int a = 0; a < space.size(); a++) {
      for (int b = a + 1; b < space.size() && left > 0; b++) {
        int[] other = best.outcome.clone();
        exchange(other, a, b);
        if (!split(other).equals(own)) {
          double additivity = additivity(other);
          next = Double.isNaN(next) ? additivity : Math.max(next, additivity);
        }
      }
    }
    return next;
  }

  private static void exchange(int[] outcome, int a, int b) {
    int kept = outcome[a];
    outcome[a] = outcome[b];
    outcome[b] = kept;
  }

  /** Share of the scatter between living clusters that main effects of the nodes explain. */
  public double additivity(int[] outcome) {
    int width = round[0].length;
    left -= (double) outcome.length * width * space.nodes() * space.nodes();
    double[][][] effect = new double[space.nodes()][][];
    for (int l = 0; l < space.nodes(); l++) {
      effect[l] = new double[space.categories(l)][width];
    }
    double[] centre = centre();
    boolean balanced = IntStream.range(0, dead.length).noneMatch(c -> dead[c]);
    for (int sweep = 0; sweep < (balanced ? 1 : BACKFITTING); sweep++) {
      for (int l = 0; l < space.nodes(); l++) {
        refit(effect, l, outcome, centre);
      }
    }
    double unexplained = 0;
    for (int c = 0; c < outcome.length; c++) {
      for (int d = 0; !dead[c] && d < width; d++) {
        double rest = round[c][d] - centre[d] - fitted(effect, outcome[c], d, -1);
        unexplained += rest * rest;
      }
    }
    return 1 - unexplained / total;
  }

  private void refit(double[][][] effect, int node, int[] outcome, double[] centre) {
    int[] count = new int[space.categories(node)];
    double[][] sum = new double[count.length][centre.length];
    for (int c = 0; c < outcome.length; c++) {
      if (dead[c]) {
        continue;
      }
      int k = space.category(outcome[c], node);
      count[k]++;
      for (int d = 0; d < centre.length; d++) {
        sum[k][d] += round[c][d] - centre[d] - fitted(effect, outcome[c], d, node);
      }
    }
    for (int k = 0; k < count.length; k++) {
      for (int d = 0; d < centre.length; d++) {
        effect[node][k][d] = sum[k][d] / Math.max(1, count[k]);
      }
    }
  }

  private double fitted(double[][][] effect, int outcome, int d, int without) {
    double sum = 0;
    for (int l = 0; l < space.nodes(); l++) {
      sum += l == without ? 0 : effect[l][space.category(outcome, l)][d];
    }
    return sum;
  }

  /** How the clusters are split into nodes, the same for all names of nodes and categories. */
  String split(int[] outcome) {
    List<String> nodes = new ArrayList<>();
    for (int l = 0; l < space.nodes(); l++) {
      int[] name = new int[space.categories(l)];
      Arrays.fill(name, -1);
      int next = 0;
      StringBuilder text = new StringBuilder();
      for (int c = 0; c < outcome.length; c++) {
        int k = space.category(outcome[c], l);
        if (name[k] < 0) {
          name[k] = next++;
        }
        text.append(name[k]).append(',');
      }
      nodes.add(text.toString());
    }
    nodes.sort(Comparator.naturalOrder());
    return String.join(";", nodes);
  }
}
