package io.headwater.model.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * First stage of a solve: a few flows learn to undo the curvature of the codes, each modality given
 * all others, with every link open. No causal order is needed: the product of the conditionals is a
 * composite likelihood, and which axes the flows end at does not matter yet.
 */
final class Unbending {
  /**
   * Codes as one fitted flow sees them, and that flow.
   *
   * @param logDeterminant of the flow, mean over held-out rows, nats: what makes likelihoods of
   *     codes unbent by different flows comparable
   */
  record Unbent(
      float[] parameters,
      float[] bases,
      CodeSample train,
      CodeSample heldOut,
      double logDeterminant) {}

  /** How many flows go on to {@link Turning}: a second opinion where the best is bent wrongly. */
  private static final int KEPT = 2;

  private final Fitting fitting;

  Unbending(Fitting fitting) {
    this.fitting = fitting;
  }

  /** The flows with the least held-out cost, best first. */
  List<Unbent> fit(LatentNetwork network, boolean[][] linked) {
    SolverSettings settings = fitting.settings();
    int[] draws = IntStream.range(0, settings.stages().unbendingReplicas()).toArray();
    float[][] masks = new float[draws.length][];
    Arrays.fill(masks, network.layout().bothWaysMask(linked));
    Replicas replicas = Replicas.random(network, fitting.seed(Seeds.FIT_STARTS), draws, masks);
    fitting
        .trainer(replicas, Seeds.FIT_STEPS)
        .train(Schedule.open(settings.stages().unbending(), settings.learningRate()));
    ReplicaEvaluation.Measured measured = fitting.measure(replicas);
    List<Unbent> unbent = new ArrayList<>();
    Arrays.stream(draws)
        .boxed()
        .filter(r -> Double.isFinite(measured.nll(r)))
        .sorted(Comparator.comparingDouble(measured::nll))
        .limit(KEPT)
        .forEach(r -> unbent.add(of(network, replicas.parametersOf(r), replicas.basesOf(r))));
    return unbent;
  }

  /** Codes as a known flow sees them. */
  Unbent of(LatentNetwork network, float[] parameters, float[] bases) {
    int edges = network.layout().nodes() * network.layout().nodes();
    Replicas one = Replicas.solved(network, parameters, bases, new float[edges]);
    ReplicaEvaluation evaluation = fitting.evaluation();
    return new Unbent(
        parameters,
        bases,
        evaluation.unmixed(one, fitting.train()),
        evaluation.unmixed(one, fitting.heldOut()),
        evaluation.meanLogDeterminant(one, fitting.heldOut(), fitting.heldOutRows()));
  }
}
