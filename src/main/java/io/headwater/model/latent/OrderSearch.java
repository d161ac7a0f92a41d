package io.headwater.model.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the orders of the modalities in which every modality costs least given those before it.
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

  /** Nats that a modality must gain by another to count as depending on it. */
  private static final double DEPENDENCE = 0.03;

  private final SetCosts costs;
  private final GraphConstraints constraints;
  private final int modalities;

  OrderSearch(SetCosts costs, GraphConstraints constraints, int modalities) {
    this.costs = costs;
    this.constraints = constraints;
    this.modalities = modalities;
  }

  /** An order and its cost. */
  record Ordered(int[] rank, double cost) {}

  /** An order with what it costs to have two modalities the other way round. */
  CausalOrder order(int[] rank) {
    Ordered chosen = at(rank);
    return new CausalOrder(chosen.rank, chosen.cost, gaps(chosen));
  }

  /**
   * The best order, then, for each two modalities of which one depends on the other given those
   * before, the best with these two the other way round; the least cost first, each order once.
   *
   * @param known order of an earlier solution, or null; one more candidate if the constraints admit
   *     it
   */
  List<Ordered> candidates(int[] known) {
    boolean heeds = known != null && constraints.admits(known);
    int[] start = heeds ? known : constraints.firstAdmitted(modalities);
    Ordered best = best(start);
    List<Ordered> found = new ArrayList<>(List.of(best));
    if (heeds && !Arrays.equals(known, best.rank)) {
      found.add(at(known));
    }
    for (int a = 0; a < modalities; a++) {
      for (int b = 0; b < modalities; b++) {
        if (best.rank[a] < best.rank[b] && depends(best.rank, a, b)) {
          Ordered other = reversed(best, a, b);
          if (other != null) {
            addNew(other, found);
          }
        }
      }
    }
    found.sort(Comparator.comparingDouble(Ordered::cost));
    return found;
  }

  /**
   * The order with one modality at another place, for each two of which one depends on the other
   * given those before: the cause right after its effect, and the effect right before its cause.
   * The least cost first, each order once; a move past modalities that it has no part in would
   * change nothing.
   */
  List<Ordered> neighbours(int[] rank) {
    List<Ordered> found = new ArrayList<>();
    for (int a = 0; a < modalities; a++) {
      for (int b = 0; b < modalities; b++) {
        if (rank[a] < rank[b] && depends(rank, a, b)) {
          for (int[] moved : List.of(moved(rank, a, rank[b]), moved(rank, b, rank[a]))) {
            if (constraints.admits(moved)) {
              addNew(at(moved), found);
            }
          }
        }
      }
    }
    found.sort(Comparator.comparingDouble(Ordered::cost));
    return found;
  }

  private static void addNew(Ordered order, List<Ordered> found) {
    if (found.stream().noneMatch(o -> Arrays.equals(o.rank, order.rank))) {
      found.add(order);
    }
  }

  private boolean depends(int[] rank, int cause, int effect) {
    int given = before(rank, effect);
    return costs.of(effect, given & ~(1 << cause)) - costs.of(effect, given) > DEPENDENCE;
  }

  private Ordered at(int[] rank) {
    return new Ordered(rank, cost(rank));
  }

  private Ordered best(int[] start) {
    return modalities <= EXACT_UP_TO ? exact(constraints.precedence(modalities)) : climb(start);
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
      cost += costs.of(m, before(rank, m));
    }
    return cost;
  }

  private int before(int[] rank, int modality) {
    int given = 0;
    for (int n = 0; n < modalities; n++) {
      given |= rank[n] < rank[modality] ? 1 << n : 0;
    }
    return given;
  }

  /** What the best order with two modalities the other way round costs more; NaN if none may be. */
  private double[][] gaps(Ordered chosen) {
    double[][] gaps = new double[modalities][modalities];
    for (int a = 0; a < modalities; a++) {
      for (int b = 0; b < modalities; b++) {
        Ordered other = chosen.rank[a] < chosen.rank[b] ? reversed(chosen, a, b) : null;
        gaps[a][b] = other == null ? Double.NaN : other.cost - chosen.cost;
      }
    }
    return gaps;
  }

  /** Null where the constraints admit none. */
  private Ordered reversed(Ordered order, int first, int second) {
    boolean[][] before = constraints.precedence(modalities);
    if (before[first][second]) {
      return null;
    }
    if (modalities > EXACT_UP_TO) {
      int[] rank = moved(order.rank, second, order.rank[first]);
      return constraints.admits(rank) ? at(rank) : null;
    }
    before[second][first] = true;
    Ordered other = exact(before);
    return Double.isFinite(other.cost) ? other : null;
  }
}
