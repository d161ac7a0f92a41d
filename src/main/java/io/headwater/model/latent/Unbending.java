package io.headwater.model.latent;

import ai.djl.ndarray.NDManager;
import io.headwater.model.StagingBuffers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * First stage of a solve: a few flows with every link open learn to undo the curvature of the
 * codes. Any causal order serves, because a full graph can express every dependence; which axes the
 * flows end at does not matter yet.
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

  private final NDManager manager;
  private final StagingBuffers staging;
  private final CodeSample train;
  private final int[] trainRows;
  private final CodeSample heldOut;
  private final int[] heldOutRows;
  private final SolverSettings settings;

  Unbending(
      NDManager manager,
      StagingBuffers staging,
      CodeSample train,
      int[] trainRows,
      CodeSample heldOut,
      int[] heldOutRows,
      SolverSettings settings) {
    this.manager = manager;
    this.staging = staging;
    this.train = train;
    this.trainRows = trainRows;
    this.heldOut = heldOut;
    this.heldOutRows = heldOutRows;
    this.settings = settings;
  }

  /** The flows with the least held-out likelihood cost, best first. */
  List<Unbent> fit(LatentNetwork network, boolean[][] linked) {
    int[] order = IntStream.range(0, train.modalities()).toArray();
    int[] draws = IntStream.range(0, settings.unbendingReplicas()).toArray();
    float[][] masks = new float[draws.length][];
    Arrays.fill(masks, network.layout().edgeMask(order, linked));
    Replicas replicas =
        Replicas.random(network, Seeds.of(settings.seed(), Seeds.FIT_STARTS), draws, masks);
    long seed = Seeds.of(settings.seed(), Seeds.FIT_STEPS);
    new ReplicaTrainer(manager, staging, replicas, train, trainRows, settings, seed)
        .train(Schedule.open(settings.unbendingSteps(), settings.learningRate()));
    ReplicaEvaluation evaluation = new ReplicaEvaluation(manager, staging);
    ReplicaEvaluation.Measured measured = evaluation.measure(replicas, heldOut, heldOutRows);
    List<Unbent> unbent = new ArrayList<>();
    Arrays.stream(draws)
        .boxed()
        .filter(r -> Double.isFinite(measured.nll(r)))
        .sorted(Comparator.comparingDouble(measured::nll))
        .limit(KEPT)
        .forEach(
            r ->
                unbent.add(of(evaluation, network, replicas.parametersOf(r), replicas.basesOf(r))));
    return unbent;
  }

  /** Codes as a known flow sees them. */
  Unbent of(
      ReplicaEvaluation evaluation, LatentNetwork network, float[] parameters, float[] bases) {
    int edges = network.layout().nodes() * network.layout().nodes();
    Replicas one = Replicas.solved(network, parameters, bases, new float[edges]);
    return new Unbent(
        parameters,
        bases,
        evaluation.unmixed(one, train),
        evaluation.unmixed(one, heldOut),
        evaluation.meanLogDeterminant(one, heldOut, heldOutRows));
  }
}
