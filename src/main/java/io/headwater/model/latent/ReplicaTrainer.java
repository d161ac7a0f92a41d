package io.headwater.model.latent;

import ai.djl.ndarray.NDManager;
import io.headwater.model.CounterRandom;
import io.headwater.model.latent.ReplicaLoss.Batch;
import io.headwater.model.latent.ReplicaLoss.Gates;
import io.headwater.model.latent.ReplicaLoss.LossGradient;
import java.util.random.RandomGenerator;

/**
 * Takes maximum-likelihood steps on random batches for all replicas at once, shared among the lanes
 * of the solve.
 */
final class ReplicaTrainer {
  private static final int TABLE = 1 << 20;
  private static final int LONGEST_PIECE = 1021;
  private static final long ROW_STREAM = 0;
  private static final long GATE_STREAM = 1;
  private static final long SET_STREAM = 2;

  private final Lanes lanes;
  private final Replicas replicas;
  private final ReplicaLoss loss;
  private final ReplicaOptimizer optimizer;
  private final int[] usableRows;
  private final int batch;
  private final long seed;
  private float[] table;
  private long step;

  /**
   * @param usableRows rows of the sample with at least one modality
   */
  ReplicaTrainer(
      NDManager manager,
      Lanes lanes,
      Replicas replicas,
      CodeSample sample,
      int[] usableRows,
      SolverSettings settings,
      long seed) {
    this.lanes = lanes;
    this.replicas = replicas;
    this.loss = new ReplicaLoss(manager, replicas, sample);
    this.optimizer = new ReplicaOptimizer(replicas, settings.weightDecay());
    this.usableRows = usableRows;
    this.batch = Math.min(settings.batch(), usableRows.length);
    this.seed = seed;
  }

  int skipped(int replica) {
    return optimizer.skipped(replica);
  }

  void train(Schedule schedule) {
    for (int i = 0; i < schedule.steps(); i++) {
      Gates gates = schedule.openAt(i) ? Gates.OPEN : Gates.LEARNED;
      step(schedule.rateAt(i), gates, schedule.sparsityAt(i));
    }
  }

  /**
   * Steps in which each row is given the latents of a random set of modalities, from none to all,
   * so that afterwards the cost of a latent given any set can be read off.
   */
  void trainGivenSets(int steps, double learningRate) {
    Schedule schedule = Schedule.open(steps, learningRate);
    for (int i = 0; i < steps; i++) {
      step(schedule.rateAt(i), Gates.GIVEN, 0);
    }
  }

  /** Steps with hardened gates at a rate that may fall to 0. */
  void refit(int steps, double learningRate, boolean decay) {
    for (int i = 0; i < steps; i++) {
      step(decay ? learningRate * (1 - (i + 1.0) / (steps + 1)) : learningRate, Gates.LEARNED, 0);
    }
  }

  private void step(double learningRate, Gates gates, double sparsity) {
    int[] rows = drawRows();
    Batch batch = new Batch(rows, gates, drawn(gates, rows.length), sparsity);
    optimizer.advance();
    LossGradient all = room();
    lanes.share(
        replicas.count(),
        (staging, from, to) -> {
          loss.evaluate(staging, from, to, batch, all);
          optimizer.step(
              replicas.parameters(), all.gradients(), all.losses(), learningRate, from, to);
        });
    step++;
  }

  private LossGradient room() {
    return new LossGradient(new float[replicas.count()], new float[replicas.parameters().length]);
  }

  private int[] drawRows() {
    RandomGenerator random = CounterRandom.at(seed, step, ROW_STREAM);
    int[] rows = new int[batch];
    for (int b = 0; b < batch; b++) {
      rows[b] = usableRows[random.nextInt(usableRows.length)];
    }
    return rows;
  }

  /** Loss and gradient as a step would see them; for the test of the gradient. */
  LossGradient lossGradient(int[] rows, double sparsity) {
    LossGradient all = room();
    Batch batch = new Batch(rows, Gates.LEARNED, drawn(Gates.LEARNED, rows.length), sparsity);
    lanes.share(
        replicas.count(), (staging, from, to) -> loss.evaluate(staging, from, to, batch, all));
    return all;
  }

  private float[] drawn(Gates gates, int rows) {
    if (replicas.hardened() || gates == Gates.OPEN) {
      return null;
    }
    int nodes = replicas.network().layout().nodes();
    return gates == Gates.GIVEN ? setGates(rows) : draws(replicas.count() * nodes * nodes * rows);
  }

  /** Open for latents of the modalities given in a row; (replica, child, row, parent). */
  private float[] setGates(int rows) {
    LatentLayout layout = replicas.network().layout();
    RandomGenerator random = CounterRandom.at(seed, step, SET_STREAM);
    boolean[][] given = new boolean[rows][layout.modalities()];
    for (boolean[] set : given) {
      double share = random.nextDouble(); // so that small and large sets are as frequent
      for (int m = 0; m < set.length; m++) {
        set[m] = random.nextDouble() < share;
      }
    }
    int nodes = layout.nodes();
    float[] mask = replicas.edgeMask();
    float[] gates = new float[replicas.count() * nodes * rows * nodes];
    for (int at = 0; at < gates.length; at++) {
      int parent = at % nodes;
      int row = at / nodes % rows;
      int child = at / nodes / rows % nodes;
      int replica = at / nodes / rows / nodes;
      boolean open = given[row][layout.modalityOf(parent)];
      gates[at] = open ? mask[(replica * nodes + parent) * nodes + child] : 0;
    }
    return gates;
  }

  /** A piece of a fixed table, begun anew at a random place each step: draws are dear. */
  private float[] draws(int count) {
    if (table == null) {
      table = EdgeGates.logisticDraws(CounterRandom.at(seed, -1, GATE_STREAM), TABLE);
    }
    RandomGenerator random = CounterRandom.at(seed, step, GATE_STREAM);
    float[] draws = new float[count];
    for (int at = 0; at < count; ) {
      int from = random.nextInt(TABLE);
      int length = Math.min(Math.min(LONGEST_PIECE, count - at), TABLE - from);
      System.arraycopy(table, from, draws, at, length);
      at += length;
    }
    return draws;
  }
}
