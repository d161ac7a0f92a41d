package io.headwater.model.latent;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.headwater.model.StagingBuffers;
import io.headwater.model.TensorEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Finds components and cross-modal graph from whitened codes: order of the modalities, a fit of
 * several replicas with sparsity late, pruning by held-out gain, choice by held-out score.
 *
 * <p>What it rests on: no edges within a modality, and noise that is non-Gaussian or
 * heteroscedastic. True edges within a modality lead to wrong components on which replicas may
 * agree.
 *
 * <p>Deterministic: equal arguments give equal bits on a CPU with one engine thread. One step is
 * taken at a time in the JVM; other learners may step in between.
 */
public final class LatentSolver {
  /** Fewer rows of a modality cannot carry a density in several dimensions. */
  public static final int FEWEST_ROWS = 200;

  /** Fewer held-out rows cannot tell replicas apart. */
  public static final int FEWEST_HELD_OUT_ROWS = 40;

  /** Modalities seen together in fewer rows than this get no edges between them. */
  public static final int FEWEST_SHARED_ROWS = 100;

  private static final double RAMP_SHARE = 0.1;

  private LatentSolver() {}

  /**
   * @param train rows to fit
   * @param heldOut other rows, for orders, pruning and selection
   * @param warmStartOrNull an earlier solution; one replica starts from it when shapes agree, and
   *     its order is kept unless another is clearly better
   * @param modalityNames for messages, one per modality
   * @return the solution, or with {@link SolveResult#solved} false what data were missing
   */
  public static SolveResult solve(
      CodeSample train,
      CodeSample heldOut,
      SolverSettings settings,
      LatentModel warmStartOrNull,
      List<String> modalityNames) {
    Objects.requireNonNull(settings, "settings");
    if (!Arrays.equals(train.latents(), heldOut.latents())
        || !Arrays.equals(train.exogenous(), heldOut.exogenous())
        || modalityNames.size() != train.modalities()) {
      throw new IllegalArgumentException(
          "Training rows have latents %s, held-out rows %s, and there are %d modality names; all three must match."
              .formatted(
                  Arrays.toString(train.latents()),
                  Arrays.toString(heldOut.latents()),
                  modalityNames.size()));
    }
    String shortfall = shortfall(train, heldOut, modalityNames);
    if (!shortfall.isEmpty()) {
      return SolveResult.notEnoughData(train.modalities(), shortfall);
    }
    try (NDManager manager = TensorEngine.newManager(Device.cpu())) {
      return solve(manager, train, heldOut, settings, warmStartOrNull);
    }
  }

  private static String shortfall(CodeSample train, CodeSample heldOut, List<String> names) {
    for (int m = 0; m < train.modalities(); m++) {
      int rows = train.sharedRows(m, m);
      int held = heldOut.sharedRows(m, m);
      if (rows < FEWEST_ROWS || held < FEWEST_HELD_OUT_ROWS) {
        return "Modality '%s' has %d rows to fit and %d held out; components need at least %d and %d."
            .formatted(names.get(m), rows, held, FEWEST_ROWS, FEWEST_HELD_OUT_ROWS);
      }
    }
    return "";
  }

  private static SolveResult solve(
      NDManager manager,
      CodeSample train,
      CodeSample heldOut,
      SolverSettings settings,
      LatentModel warmStart) {
    StagingBuffers staging = new StagingBuffers();
    int[] trainRows = usableRows(train);
    int[] heldOutRows = usableRows(heldOut);
    int[] evaluationRows =
        Arrays.copyOf(heldOutRows, Math.min(heldOutRows.length, settings.evaluationRows()));
    boolean[][] linked = linked(train, heldOut, settings);
    CausalOrder order =
        new OrderSearch(
                manager, staging, train, trainRows, heldOut, evaluationRows, settings, linked)
            .find(warmStart == null ? null : warmStart.rank());

    LatentNetwork network =
        new LatentNetwork(
            new NetworkShape(
                train.latents(),
                train.exogenous(),
                settings.couplings(),
                settings.flowHidden(),
                settings.priorHidden()));
    Replicas replicas = starts(network, order.rank(), linked, settings, warmStart);
    ReplicaTrainer trainer =
        new ReplicaTrainer(
            manager,
            staging,
            replicas,
            train,
            trainRows,
            settings,
            Seeds.of(settings.seed(), Seeds.FIT_STEPS));
    trainer.train(
        new Schedule(
            settings.steps(),
            settings.learningRate(),
            settings.sparsity(),
            settings.openShare(),
            settings.openShare() + RAMP_SHARE));
    ReplicaEvaluation evaluation = new ReplicaEvaluation(manager, staging);
    float[] probability = evaluation.gates(replicas).probability();
    EdgeGains gains =
        new EdgePruning(evaluation, settings).prune(replicas, trainer, heldOut, evaluationRows);
    ReplicaEvaluation.Measured measured = evaluation.measure(replicas, heldOut, heldOutRows);
    return new ReplicaSelection(replicas, trainer, measured, heldOut, heldOutRows, settings)
        .result(order, gains, probability);
  }

  private static int[] usableRows(CodeSample sample) {
    return IntStream.range(0, sample.rows())
        .filter(i -> IntStream.range(0, sample.modalities()).anyMatch(m -> sample.has(m, i)))
        .toArray();
  }

  private static boolean[][] linked(CodeSample train, CodeSample heldOut, SolverSettings settings) {
    int modalities = train.modalities();
    boolean[][] linked = new boolean[modalities][modalities];
    for (int a = 0; a < modalities; a++) {
      for (int b = 0; b < modalities; b++) {
        linked[a][b] =
            a != b
                && settings.crossEdges()
                && train.sharedRows(a, b) >= FEWEST_SHARED_ROWS
                && heldOut.sharedRows(a, b) >= FEWEST_HELD_OUT_ROWS;
      }
    }
    return linked;
  }

  private static Replicas starts(
      LatentNetwork network,
      int[] rank,
      boolean[][] linked,
      SolverSettings settings,
      LatentModel warmStart) {
    int[] draws = IntStream.range(0, settings.replicas()).toArray();
    float[][] masks = new float[draws.length][];
    Arrays.fill(masks, network.layout().edgeMask(rank, linked));
    Replicas replicas =
        Replicas.random(network, Seeds.of(settings.seed(), Seeds.FIT_STARTS), draws, masks);
    // A single replica always starts afresh: a solution inherited by all could never be left.
    if (warmStart != null
        && draws.length > 1
        && warmStart.state().shape().sameAs(network.shape())) {
      replicas.warmStart(0, warmStart.state().parameters(), warmStart.state().bases());
    }
    return replicas;
  }
}
