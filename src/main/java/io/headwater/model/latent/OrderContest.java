package io.headwater.model.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Decides between orders that {@link ConditionalCosts} can hardly tell apart. Each is fitted from
 * the same components under sparsity, all side by side on the same batches: a false order needs
 * more edges, which the costs of whole sets do not see, while they compare orders with equally many
 * edges better. So both count.
 */
final class OrderContest {
  /** Orders that cost more than the best by this, nats, have lost already. */
  private static final double IN_CONTEST = 0.15;

  /** Fits side by side: bounds time and memory. */
  private static final int MOST = 8;

  /** A known order is kept unless another is better by more: less is error of sampling and fit. */
  private static final double INERTIA = 0.03;

  private final Fitting components;
  private final LatentNetwork linear;
  private final boolean[][] linked;

  OrderContest(Fitting components, LatentNetwork linear, boolean[][] linked) {
    this.components = components;
    this.linear = linear;
    this.linked = linked;
  }

  /**
   * @param candidates orders with their costs, the least first; at least one
   * @param known order of an earlier solution, kept unless another is clearly better; or null
   * @return the rank of the winner
   */
  int[] winner(List<OrderSearch.Ordered> candidates, int[] known) {
    double least = candidates.get(0).cost();
    List<OrderSearch.Ordered> close = new ArrayList<>();
    for (OrderSearch.Ordered order : candidates) {
      boolean wanted = close.size() < MOST || Arrays.equals(order.rank(), known);
      if (order.cost() - least < IN_CONTEST && wanted) {
        close.add(order);
      }
    }
    boolean contested = close.size() > 1; // none is close where no cost is finite
    return contested ? winner(close, scores(close), known) : candidates.get(0).rank();
  }

  static int[] winner(List<OrderSearch.Ordered> orders, double[] scores, int[] known) {
    int best = 0;
    int kept = -1;
    double[] sums = new double[scores.length];
    for (int k = 0; k < scores.length; k++) {
      sums[k] = orders.get(k).cost() + scores[k];
      best = sums[k] < sums[best] ? k : best;
      kept = Arrays.equals(orders.get(k).rank(), known) ? k : kept;
    }
    boolean keeps = kept >= 0 && sums[kept] - sums[best] < INERTIA;
    return orders.get(keeps ? kept : best).rank();
  }

  private double[] scores(List<OrderSearch.Ordered> orders) {
    List<float[]> masks = new ArrayList<>();
    orders.forEach(o -> masks.add(linear.layout().edgeMask(o.rank(), linked)));
    Replicas replicas =
        Replicas.unturned(
            linear, components.seed(Seeds.CONTEST_STARTS), masks.toArray(float[][]::new));
    SolverSettings settings = components.settings();
    components
        .trainer(replicas, Seeds.CONTEST_STEPS)
        .train(Turning.schedule(settings, settings.stages().turning()));
    double[] nll = nll(replicas);
    double[] price = components.priceOfEdges(replicas);
    return IntStream.range(0, replicas.count())
        .mapToDouble(r -> nll[r] + price[r])
        .map(score -> Double.isFinite(score) ? score : Double.MAX_VALUE)
        .toArray();
  }

  /** Over rows fitted to as well, as the costs of sets are. */
  private double[] nll(Replicas replicas) {
    ReplicaEvaluation.Measured heldOut = components.measure(replicas);
    ReplicaEvaluation.Measured train =
        components.evaluation().measure(replicas, components.train(), components.trainRows());
    return IntStream.range(0, replicas.count())
        .mapToDouble(r -> components.overAllRows(train.nll(r), heldOut.nll(r)))
        .toArray();
  }
}
