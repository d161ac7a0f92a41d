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
 *
 * <p>Of many modalities the right order need not be among the first candidates: one fit for all
 * sets errs by more than orders differ, and two modalities at wrong places are not put right at
 * once. So the winner then meets its neighbours, until none of them is better.
 */
final class OrderContest {
  /** Orders that cost more than the best by this, nats, have lost already. */
  private static final double IN_CONTEST = 0.15;

  /** Fits side by side: bounds time and memory. */
  private static final int MOST = 8;

  /** Up to four modalities have few sets and few orders; the first contest was right there. */
  private static final int FEWEST_THAT_CLIMB = 5;

  /** Bounds time; two or three were enough for eight modalities. */
  private static final int MOST_ROUNDS = 6;

  private final Fitting components;
  private final LatentNetwork linear;
  private final boolean[][] linked;

  OrderContest(Fitting components, LatentNetwork linear, boolean[][] linked) {
    this.components = components;
    this.linear = linear;
    this.linked = linked;
  }

  /**
   * @param known order of an earlier solution, kept unless another is clearly better; or null
   * @return the winner, with what it costs to have two modalities the other way round
   */
  CausalOrder winner(OrderSearch search, int[] known) {
    List<OrderSearch.Ordered> candidates = search.candidates(known);
    boolean climbs = linked.length >= FEWEST_THAT_CLIMB;
    List<OrderSearch.Ordered> contestants = contestants(candidates, climbs, known);
    if (contestants.size() < 2 && !climbs) { // none is close where no cost is finite
      return search.order(candidates.get(0).rank());
    }
    OrderStandings standings = new OrderStandings();
    standings.add(contestants, scores(contestants));
    for (int round = 1; climbs && round < MOST_ROUNDS && standings.isLedByTheLatest(); round++) {
      int[] best = standings.leader().rank();
      List<OrderSearch.Ordered> neighbours =
          search.neighbours(best).stream().filter(standings::isNew).limit(MOST).toList();
      if (neighbours.isEmpty()) {
        break;
      }
      standings.add(neighbours, scores(neighbours));
    }
    CausalOrder winner = search.order(standings.winner(known));
    return climbs ? standings.supported(winner) : winner;
  }

  /** The closest; a known order, too, that costs of sets of many modalities may well misjudge. */
  private static List<OrderSearch.Ordered> contestants(
      List<OrderSearch.Ordered> candidates, boolean climbs, int[] known) {
    double least = candidates.get(0).cost();
    List<OrderSearch.Ordered> close = new ArrayList<>();
    for (OrderSearch.Ordered order : candidates) {
      boolean isKnown = Arrays.equals(order.rank(), known);
      boolean isClose = order.cost() - least < IN_CONTEST;
      if (isClose && (close.size() < MOST || isKnown) || climbs && isKnown) {
        close.add(order);
      }
    }
    return close.isEmpty() ? candidates.subList(0, 1) : close;
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
