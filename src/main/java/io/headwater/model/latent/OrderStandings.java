package io.headwater.model.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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

  /**
   * The order with gaps read off both costs wherever one with the two modalities the other way
   * round took part: half the difference of the sums, so that it is nats of one fit.
   */
  CausalOrder supported(CausalOrder order) {
    int chosen = indexOf(order.rank());
    double[][] gaps = new double[order.rank().length][];
    for (int a = 0; a < gaps.length; a++) {
      gaps[a] = order.directionGap()[a].clone();
      for (int b = 0; b < gaps.length; b++) {
        double least = leastWith(b, a);
        if (!Double.isNaN(gaps[a][b]) && Double.isFinite(least)) {
          gaps[a][b] = (least - sums.get(chosen)) / 2;
        }
      }
    }
    return new CausalOrder(order.rank(), order.heldOutNll(), gaps);
  }

  private double leastWith(int first, int second) {
    return IntStream.range(0, sums.size())
        .filter(k -> orders.get(k).rank()[first] < orders.get(k).rank()[second])
        .mapToDouble(sums::get)
        .min()
        .orElse(Double.NaN);
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
