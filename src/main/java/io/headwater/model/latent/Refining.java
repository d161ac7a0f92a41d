package io.headwater.model.latent;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Third stage of a solve: whole flows from the best axes, with the edges that a causal order of the
 * modalities allows. Refined components tell the order better than turned ones did, so it is looked
 * for again; where it comes out otherwise the edges are learned anew in that order.
 *
 * <p>At first {@link EdgesWithin edges within modalities} are free; then those that do not pay go.
 */
final class Refining {
  private final Fitting fitting;
  private final LatentNetwork network;
  private final OrderOfComponents orders;
  private final SolverSettings settings;
  private final EdgesWithin within;

  Refining(Fitting fitting, LatentNetwork network, OrderOfComponents orders) {
    this.fitting = fitting;
    this.network = network;
    this.orders = orders;
    this.settings = fitting.settings();
    this.within = new EdgesWithin(fitting, network, orders.within());
  }

  /** Replicas with soft gates, fitted in one order, and what goes on fitting them. */
  record Refined(Fitting fitting, Replicas replicas, ReplicaTrainer trainer, CausalOrder order) {

    /** Prunes, chooses, and says how well the rest agrees. */
    SolveResult result(GraphConstraints constraints) {
      float[] probability = fitting.evaluation().gates(replicas).probability();
      EdgePruning pruning = new EdgePruning(fitting, replicas, trainer, constraints.required());
      EdgeGains pruned = pruning.prune();
      EdgeGains gains = pruning.closeDoubtful(pruned, selection().stability());
      return selection().result(order, gains, probability);
    }

    private ReplicaSelection selection() {
      return new ReplicaSelection(
          replicas,
          trainer,
          fitting.measure(replicas),
          fitting.heldOut(),
          fitting.heldOutRows(),
          fitting.settings());
    }
  }

  /**
   * @param first order to refine in at first
   * @param known order of an earlier solution, kept unless another is clearly better; or null
   */
  Refined refine(List<Composition.Start> starts, CausalOrder first, int[] known) {
    Replicas replicas = started(starts, first);
    boolean loose = within.isAnyIn(replicas);
    ReplicaTrainer trainer = fitting.trainer(replicas, Seeds.REFINE_STEPS);
    trainer.train(refining(loose ? settings.stages().loosening() : settings.stages().refining()));
    if (loose) {
      replicas = replicas.with(within.withoutIdle(replicas));
      trainer = fitting.trainer(replicas, Seeds.TIGHTEN_STEPS);
      trainer.train(refining(settings.stages().refining()));
    }
    if (orders.isSettled()) {
      return new Refined(fitting, replicas, trainer, first);
    }
    int best = best(replicas);
    Unbending.Unbent components =
        new Unbending(fitting).of(network, replicas.parametersOf(best), replicas.basesOf(best));
    CausalOrder order = orders.find(fitting.on(components), known);
    if (!Arrays.equals(order.rank(), first.rank())) {
      replicas = replicas.with(inOrder(order, replicas));
      trainer = fitting.trainer(replicas, Seeds.REORDER_STEPS);
      trainer.train(refining(settings.stages().reordering()));
    }
    return new Refined(fitting, replicas, trainer, order);
  }

  private Schedule refining(int steps) {
    return Schedule.refining(
        steps, settings.stages().refiningRate(settings.learningRate()), settings.sparsity());
  }

  private Replicas started(List<Composition.Start> starts, CausalOrder order) {
    int[] draws = IntStream.range(0, starts.size()).toArray();
    float[][] masks = new float[draws.length][];
    Arrays.fill(masks, orders.edgeMask(order));
    Replicas replicas = Replicas.random(network, 0, draws, masks);
    for (int r : draws) {
      within.holdOpen(starts.get(r).parameters());
      replicas.warmStart(r, starts.get(r).parameters(), starts.get(r).bases());
    }
    return replicas.with(within.loosened(replicas));
  }

  /** Edges that an order allows between modalities, and within them those there are. */
  private float[] inOrder(CausalOrder order, Replicas replicas) {
    float[] between = orders.edgeMask(order);
    float[] mask = replicas.edgeMask().clone();
    for (int i = 0; i < mask.length; i++) {
      mask[i] = network.layout().isWithin(i) ? mask[i] : between[i % between.length];
    }
    return mask;
  }

  private int best(Replicas replicas) {
    ReplicaEvaluation.Measured measured = fitting.measure(replicas);
    double[] price = fitting.priceOfEdges(replicas);
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int r = 0; r < replicas.count(); r++) {
      double score = measured.nll(r) + price[r];
      if (score < least) {
        least = score;
        best = r;
      }
    }
    return best;
  }
}
