package io.headwater.model.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the order of the modalities with the lowest held-out likelihood cost, by short fits with a
 * linear unmixing, all from the same axes, so that orders compare. All admissible orders are tried
 * up to four modalities; beyond, adjacent swaps of the best order so far until none helps.
 */
final class OrderSearch {
  private static final int ALL_ORDERS_UP_TO = 4;

  /**
   * A known order is kept unless another is better by more: between short fits less proves nothing.
   */
  private static final double INERTIA = 0.1;

  /** Sparsity may begin early here, because only likelihoods are compared. */
  private static final double OPEN_SHARE = 0.15;

  private static final double FULL_SHARE = 0.3;

  /** Gaps between short linear fits below this prove nothing; nats. */
  private static final double DOUBT = 0.1;

  private static final int MOST_RIVALS = 2;

  private final Fitting fitting;
  private final LatentNetwork network;
  private final boolean[][] linked;
  private final AdmissibleOrders orders;
  private final Map<List<Integer>, Double> nllByRank = new LinkedHashMap<>();

  /**
   * @param network of a linear flow
   * @param linked [cause][effect], whether edges may exist at all
   * @param orders which orders may be tried
   */
  OrderSearch(Fitting fitting, LatentNetwork network, boolean[][] linked, AdmissibleOrders orders) {
    this.fitting = fitting;
    this.network = network;
    this.linked = linked;
    this.orders = orders;
  }

  /**
   * @param known order of an earlier solution, or null; given up where the constraints refuse it
   */
  CausalOrder find(int[] known) {
    int modalities = fitting.train().modalities();
    List<Integer> start = orders.start(known);
    boolean few = modalities <= ALL_ORDERS_UP_TO;
    List<List<Integer>> choice = few ? orders.all() : orders.neighbours(start);
    if (choice.size() < (few ? 2 : 1)) {
      boolean better = few && !orders.isWithin(choice.get(0), start);
      return new CausalOrder(
          asArray(better ? choice.get(0) : start), Double.NaN, noGaps(modalities));
    }
    if (few) {
      fit(choice);
    } else {
      swapUntilNothingHelps(start);
    }
    List<Integer> best = best();
    List<Integer> held =
        nllByRank.keySet().stream()
            .filter(order -> orders.isWithin(start, order))
            .findFirst()
            .orElse(best);
    if (known != null && nllByRank.get(held) - nllByRank.get(best) < INERTIA) {
      best = held;
    }
    return new CausalOrder(asArray(best), nllByRank.get(best), gaps(best));
  }

  /**
   * Orders that short linear fits cannot tell from the chosen one, the chosen one first, at most
   * {@link #MOST_RIVALS}; known after {@link #find}.
   */
  List<int[]> rivals(CausalOrder chosen) {
    List<Integer> best = asList(chosen.rank());
    List<int[]> rivals = new ArrayList<>(List.of(chosen.rank()));
    nllByRank.entrySet().stream()
        .filter(e -> !e.getKey().equals(best) && e.getValue() - nllByRank.get(best) < DOUBT)
        .sorted(Map.Entry.comparingByValue())
        .limit(MOST_RIVALS - 1)
        .forEach(e -> rivals.add(asArray(e.getKey())));
    return rivals;
  }

  private void swapUntilNothingHelps(List<Integer> start) {
    fit(List.of(start));
    List<Integer> best = start;
    boolean improved = true;
    while (improved) {
      fit(orders.neighbours(best));
      List<Integer> next = best();
      improved = !next.equals(best);
      best = next;
    }
  }

  private List<Integer> best() {
    return nllByRank.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private void fit(List<List<Integer>> ranks) {
    List<List<Integer>> fresh = ranks.stream().filter(r -> !nllByRank.containsKey(r)).toList();
    if (fresh.isEmpty()) {
      return;
    }
    SolverSettings settings = fitting.settings();
    float[][] masks =
        fresh.stream()
            .map(order -> network.layout().edgeMask(asArray(order), linked))
            .toArray(float[][]::new);
    Replicas replicas = Replicas.unturned(network, fitting.seed(Seeds.ORDER_STARTS), masks);
    fitting
        .trainer(replicas, Seeds.ORDER_STEPS)
        .train(
            new Schedule(
                settings.orderSteps(),
                settings.learningRate(),
                settings.sparsity(),
                OPEN_SHARE,
                FULL_SHARE));
    ReplicaEvaluation.Measured measured = fitting.measure(replicas);
    for (int i = 0; i < masks.length; i++) {
      double nll = measured.nll(i);
      nllByRank.put(fresh.get(i), Double.isFinite(nll) ? nll : Double.MAX_VALUE);
    }
  }

  private double[][] gaps(List<Integer> chosen) {
    int modalities = chosen.size();
    double[][] gaps = noGaps(modalities);
    for (int a = 0; a < modalities; a++) {
      for (int b = 0; b < modalities; b++) {
        if (chosen.get(a) < chosen.get(b)) {
          int first = b;
          int second = a;
          double reversed =
              nllByRank.entrySet().stream()
                  .filter(e -> e.getKey().get(first) < e.getKey().get(second))
                  .mapToDouble(Map.Entry::getValue)
                  .min()
                  .orElse(Double.NaN);
          gaps[a][b] = reversed - nllByRank.get(chosen);
        }
      }
    }
    return gaps;
  }

  private static double[][] noGaps(int modalities) {
    double[][] gaps = new double[modalities][modalities];
    for (double[] row : gaps) {
      Arrays.fill(row, Double.NaN);
    }
    return gaps;
  }

  private static List<Integer> asList(int[] rank) {
    return Arrays.stream(rank).boxed().toList();
  }

  private static int[] asArray(List<Integer> rank) {
    return rank.stream().mapToInt(Integer::intValue).toArray();
  }
}
