package io.headwater.model.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Orders that met in contests, with the sum of what they cost by sets and in the contest. */
final class OrderStandings {
  /** A known order is kept unless another is better by more: less is error of sampling and fit. */
  private static final double INERTIA = 0.03;

  private final List<OrderSearch.Ordered> orders = new ArrayList<>();
  private final List<Double> sums = new ArrayList<>();
  private int latest;

  /**
   * @param scores in the contest, nats per row, one per order
   */
  void add(List<OrderSearch.Ordered> contestants, double[] scores) {
    latest = orders.size();
    for (int k = 0; k < scores.length; k++) {
      orders.add(contestants.get(k));
      sums.add(contestants.get(k).cost() + scores[k]);
    }
  }

  boolean isNew(OrderSearch.Ordered order) {
    return indexOf(order.rank()) < 0;
  }

  /** Whether the best is one of those added last. */
  boolean isLedByTheLatest() {
    return best() >= latest;
  }

  OrderSearch.Ordered leader() {
    return orders.get(best());
  }

  /**
   * @param known order of an earlier solution, or null
   * @return rank of the best, or the known one unless another is clearly better
   */
  int[] winner(int[] known) {
    int best = best();
    int kept = indexOf(known);
    boolean keeps = kept >= 0 && sums.get(kept) - sums.get(best) < INERTIA;
    return orders.get(keeps ? kept : best).rank();
  }

  private int best() {
    int best = 0;
    for (int k = 1; k < sums.size(); k++) {
      best = sums.get(k) < sums.get(best) ? k : best;
    }
    return best;
  }

  private int indexOf(int[] rank) {
    for (int k = 0; k < orders.size(); k++) {
      if (Arrays.equals(orders.get(k).rank(), rank)) {
        return k;
      }
    }
    return -1;
  }
}
