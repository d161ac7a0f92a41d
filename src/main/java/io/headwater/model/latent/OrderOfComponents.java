package io.headwater.model.latent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The causal order of the modalities, judged by codes that already are components. */
final class OrderOfComponents {
  /** The orders of two modalities, as the rank of each; also which is the cause and the effect. */
  private static final int[][] TWO = {{0, 1}, {1, 0}};

  /** Fewer do not tell the axes of latents that may depend on each other. */
  private static final int FEWEST_NEIGHBOURS = 2;

  private final LatentNetwork linear;
  private final boolean[][] linked;
  private final GraphConstraints constraints;

  /**
   * @param linear network of a linear flow
   * @param linked [cause][effect], whether edges may exist at all
   */
  OrderOfComponents(LatentNetwork linear, boolean[][] linked, GraphConstraints constraints) {
    this.linear = linear;
    this.linked = linked;
    this.constraints = constraints;
  }

  /** Whether {@link #find} says the same whatever the components. */
  boolean isSettled() {
    return constraints.settleOrder(linked.length);
  }

  /**
   * Which latents each may be given while axes are looked for, (given, latent), 1 or 0: those of
   * all modalities linked to its own, or, of two modalities, those that each possible order allows.
   */
  List<float[]> beforeItIsKnown() {
    LatentLayout layout = linear.layout();
    List<float[]> ordered = new ArrayList<>();
    if (linked.length == 2 && !constraints.cycles()) {
      for (int[] rank : TWO) {
        if (constraints.admits(rank) && linked[rank[0]][rank[1]]) {
          ordered.add(layout.edgeMask(rank, linked));
        }
      }
    }
    return ordered.isEmpty() ? List.of(layout.bothWaysMask(linked)) : ordered;
  }

  /**
   * Edges between latents of one modality, (parent, child), 1 or 0; which of two is the cause is
   * not asked. None where a modality can be linked to one other only, since then nothing would tell
   * its axes, nor with cycles. That there are none may be declared: they are looked for all the
   * same, so that data can speak against it.
   */
  float[] within() {
    boolean[] modalities = new boolean[linked.length];
    for (int m = 0; m < linked.length; m++) {
      int own = m;
      long neighbours =
          IntStream.range(0, linked.length).filter(n -> linked[own][n] || linked[n][own]).count();
      modalities[m] = neighbours >= FEWEST_NEIGHBOURS && !constraints.cycles();
    }
    return linear.layout().withinMask(modalities);
  }

  /** Edges between modalities that may exist in that order, (parent, child), 1 or 0. */
  float[] edgeMask(CausalOrder order) {
    LatentLayout layout = linear.layout();
    return constraints.cycles() ? layout.cyclicMask(linked) : layout.edgeMask(order.rank(), linked);
  }

  /**
   * @param components what is fitted: components, but for small corrections
   * @param known order to be kept unless another is clearly better, or null
   */
  CausalOrder find(Fitting components, int[] known) {
    if (isSettled()) {
      return CausalOrder.unsearched(constraints.firstAdmitted(linked.length));
    }
    ConditionalCosts costs = new ConditionalCosts(components.onEvaluationRows(), linear, linked);
    OrderSearch search = new OrderSearch(costs, constraints, linked.length);
    return new OrderContest(components, linear, linked).winner(search, known);
  }
}
