package io.headwater.model.latent;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds the order of the modalities in which every modality costs least given those before it.
 * Exact for few modalities, by dynamic programming over sets (Silander and Myllymäki 2006); beyond,
 * single modalities are moved to other places until none helps.
 */
final class OrderSearch {
  /** Held-out cost of a modality's latents given those of others, bit n for modality n. */
  interface SetCosts {
    double of(int modality, int given);
  }

  /** Each modality more doubles the sets. */
  private static final int EXACT_UP_TO = 8;

  /**
   * A known order is kept unless another is better by more: less is sampling error, near 0.01 nats,
   * and a false order was dearer by as little as 0.01 to 0.1.
   */
  private static final double INERTIA = 0.03;

  private final SetCosts costs;
  private final GraphConstraints constraints;
  private final int modalities;

  OrderSearch(SetCosts costs, GraphConstraints constraints, int modalities) {
    this.costs = costs;
    this.constraints = constraints;
    this.modalities = modalities;
  }

  private record Ordered(int[] rank, double cost) {}

  /**
   * @param known order of an earlier solution, or null; given up where the constraints refuse it
   */
  CausalOrder find(int[] known) {
    boolean[][] before = constraints.precedence(modalities);
    boolean heeds = known != null && constraints.admits(known);
    int[] start = heeds ? known : constraints.firstAdmitted(modalities);
    Ordered best = best(before, start);
    double costOfStart = cost(start);
    if (heeds && costOfStart - best.cost < INERTIA) {
      best = new Ordered(start, costOfStart);
    }
    return new CausalOrder(best.rank, best.cost, gaps(best, before));
  }

  private Ordered best(boolean[][] before, int[] start) {
    return modalities <= EXACT_UP_TO ? exact(before) : climb(start);
  }

  private Ordered exact(boolean[][] before) {
    int all = (1 << modalities) - 1;
    double[] least = new double[all + 1];
    int[] last = new int[all + 1];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    least[0] = 0;
    for (int set = 0; set < all; set++) {
      for (int m = modalities - 1; m >= 0; m--) { // of equals the order of declaration wins
        int with = set | 1 << m;
        if (with != set && Double.isFinite(least[set]) && mayFollow(before, m, set)) {
          double cost = least[set] + costs.of(m, set);
          if (cost < least[with]) {
            least[with] = cost;
            last[with] = m;
          }
        }
      }
    }
    int[] rank = new int[modalities];
    int set = all;
    for (int place = modalities - 1; place >= 0; place--) {
      rank[last[set]] = place;
      set ^= 1 << last[set];
    }
    return new Ordered(rank, least[all]);
  }

  private boolean mayFollow(boolean[][] before, int modality, int placed) {
    for (int n = 0; n < modalities; n++) {
      if (before[n][modality] && (placed >> n & 1) == 0) {
        return false;
      }
    }
    return true;
  }

  private Ordered climb(int[] start) {
    Ordered best = new Ordered(start, cost(start));
    boolean improved = true;
    while (improved) {
      improved = false;
      for (int m = 0; m < modalities; m++) {
        for (int place = 0; place < modalities; place++) {
          int[] rank = moved(best.rank, m, place);
          if (constraints.admits(rank) && cost(rank) < best.cost) {
            best = new Ordered(rank, cost(rank));
            improved = true;
          }
        }
      }
    }
    return best;
  }

  private static int[] moved(int[] rank, int modality, int place) {
    int from = rank[modality];
    return IntStream.range(0, rank.length)
        .map(
            m -> {
              int at = rank[m];
              if (m == modality) {
                return place;
              }
              return at > from && at <= place ? at - 1 : at < from && at >= place ? at + 1 : at;
            })
        .toArray();
  }

  private double cost(int[] rank) {
    double cost = 0;
    for (int m = 0; m < modalities; m++) {
      int given = 0;
      for (int n = 0; n < modalities; n++) {
        given |= rank[n] < rank[m] ? 1 << n : 0;
      }
      cost += costs.of(m, given);
    }
    return cost;
  }

  /** What the best order with two modalities the other way round costs more. */
  private double[][] gaps(Ordered best, boolean[][] before) {
    double[][] gaps = new double[modalities][modalities];
    for (int a = 0; a < modalities; a++) {
      for (int b = 0; b < modalities; b++) {
        gaps[a][b] =
            best.rank[a] < best.rank[b] ? reversed(best, before, a, b) - best.cost : Double.NaN;
      }
    }
    return gaps;
  }

  private double reversed(Ordered best, boolean[][] before, int first, int second) {
    if (before[first][second]) {
      return Double.NaN;
    }
    if (modalities > EXACT_UP_TO) {
      int[] rank = moved(best.rank, second, best.rank[first]);
      return constraints.admits(rank) ? cost(rank) : Double.NaN;
    }
    boolean[][] turned = new boolean[modalities][];
    Arrays.setAll(turned, m -> before[m].clone());
    turned[second][first] = true;
    double cost = exact(turned).cost;
    return Double.isFinite(cost) ? cost : Double.NaN;
  }
}
