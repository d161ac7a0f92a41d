package io.headwater.model.latent;

/** The causal order of the modalities, judged by codes that already are components. */
final class OrderOfComponents {
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

  /** Edges that may exist in that order, (parent, child), 1 or 0. */
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
    OrderContest contest = new OrderContest(components, linear, linked);
    return search.order(contest.winner(search.candidates(known), known));
  }
}
