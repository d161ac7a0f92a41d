package io.headwater.model.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Second stage of a solve: on unbent codes components are a matter of linear maps, so that many
 * cheap random restarts under sparsity can look for the right axes. Each latent is given those of
 * all other modalities, effects as well as causes: axes can be told before the order is known, and
 * an order can hardly be told before the axes are.
 */
final class Turning {
  /**
   * Early sparsity freezes pairs of latents at 45 degrees; axes first come apart with open gates.
   */
  private static final double OPEN_SHARE = 0.2;

  private static final double FULL_SHARE = 0.3;

  /**
   * A linear solution on top of a flow.
   *
   * @param score held-out nats per row of the codes before they were unbent, plus the price of its
   *     edges
   */
  record Turned(Unbending.Unbent flow, float[] parameters, float[] bases, double score) {}

  private final Fitting fitting;

  Turning(Fitting fitting) {
    this.fitting = fitting;
  }

  /** The best turns over all flows, best first. */
  List<Turned> fit(
      List<Unbending.Unbent> flows, LatentNetwork linear, boolean[][] linked, int wanted) {
    List<Turned> all = new ArrayList<>();
    for (int f = 0; f < flows.size(); f++) {
      all.addAll(fit(flows.get(f), linear, linked, f));
    }
    all.sort(Comparator.comparingDouble(Turned::score));
    return all.subList(0, Math.min(wanted, all.size()));
  }

  private List<Turned> fit(
      Unbending.Unbent flow, LatentNetwork linear, boolean[][] linked, int number) {
    SolverSettings settings = fitting.settings();
    Fitting unbent = fitting.on(flow);
    int[] draws =
        IntStream.range(0, settings.turningReplicas())
            .map(r -> number * settings.turningReplicas() + r)
            .toArray();
    float[][] masks = new float[draws.length][];
    Arrays.fill(masks, linear.layout().bothWaysMask(linked));
    Replicas replicas = Replicas.random(linear, fitting.seed(Seeds.TURN_STARTS), draws, masks);
    unbent
        .trainer(replicas, Seeds.TURN_STEPS + number)
        .train(
            new Schedule(
                settings.turningSteps(),
                settings.learningRate(),
                settings.sparsity(),
                OPEN_SHARE,
                FULL_SHARE));
    ReplicaEvaluation.Measured measured = unbent.measure(replicas);
    ReplicaEvaluation.GateReading gates = fitting.evaluation().gates(replicas);
    List<Turned> turned = new ArrayList<>();
    for (int r = 0; r < draws.length; r++) {
      double nll = measured.nll(r) - flow.logDeterminant();
      double score = nll + settings.edgePrice() * gates.openEdges(r, draws.length);
      if (Double.isFinite(score)) {
        turned.add(new Turned(flow, replicas.parametersOf(r), replicas.basesOf(r), score));
      }
    }
    return turned;
  }
}
