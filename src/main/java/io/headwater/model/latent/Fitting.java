package io.headwater.model.latent;

import ai.djl.ndarray.NDManager;
import java.util.stream.IntStream;

/**
 * What every stage of a solve is given: codes to fit, codes to judge by, and how.
 *
 * @param manager owner of native memory
 * @param lanes threads, with memory that passes use again
 * @param train codes to fit
 * @param trainRows rows of them with at least one modality
 * @param heldOut other codes, for orders, pruning and selection
 * @param heldOutRows rows of them with at least one modality
 */
record Fitting(
    NDManager manager,
    Lanes lanes,
    CodeSample train,
    int[] trainRows,
    CodeSample heldOut,
    int[] heldOutRows,
    SolverSettings settings) {

  /** The same rows in other coordinates. */
  Fitting on(Unbending.Unbent codes) {
    return new Fitting(
        manager, lanes, codes.train(), trainRows, codes.heldOut(), heldOutRows, settings);
  }

  /** The same, judged by no more held-out rows than gains and orders need. */
  Fitting onEvaluationRows() {
    int count = Math.min(heldOutRows.length, settings.evaluationRows());
    int[] rows = java.util.Arrays.copyOf(heldOutRows, count);
    return new Fitting(manager, lanes, train, trainRows, heldOut, rows, settings);
  }

  /** Mean over all rows, of the means over rows fitted to and over held-out ones. */
  double overAllRows(double train, double heldOut) {
    double share = (double) trainRows.length / (trainRows.length + heldOutRows.length);
    return share * train + (1 - share) * heldOut;
  }

  /** What each replica's open edges cost it in a choice, nats. */
  double[] priceOfEdges(Replicas replicas) {
    ReplicaEvaluation.GateReading gates = evaluation().gates(replicas);
    return IntStream.range(0, replicas.count())
        .mapToDouble(r -> settings.edgePrice() * gates.openEdges(r, replicas.count()))
        .toArray();
  }

  /**
   * @param stage one of {@link Seeds}, so that stages draw apart from each other
   */
  ReplicaTrainer trainer(Replicas replicas, long stage) {
    return new ReplicaTrainer(manager, lanes, replicas, train, trainRows, settings, seed(stage));
  }

  ReplicaEvaluation evaluation() {
    return new ReplicaEvaluation(manager, lanes.own());
  }

  ReplicaEvaluation.Measured measure(Replicas replicas) {
    return evaluation().measure(replicas, heldOut, heldOutRows);
  }

  long seed(long stage) {
    return Seeds.of(settings.seed(), stage);
  }
}
