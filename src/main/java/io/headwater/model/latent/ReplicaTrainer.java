package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.headwater.model.CounterRandom;
import io.headwater.model.GradientScope;
import io.headwater.model.StagingBuffers;
import java.util.random.RandomGenerator;

/**
 * Takes maximum-likelihood steps on random batches for all replicas at once. Loss of a replica:
 * mean negative log-likelihood of the rows, a penalty on latents whose variance leaves 1 (the
 * likelihood leaves their scale free), and the price of the edges likely to be open.
 */
final class ReplicaTrainer {
  private static final double SCALE_PENALTY = 0.1;
  private static final int TABLE = 1 << 20;
  private static final int LONGEST_PIECE = 1021;
  private static final long ROW_STREAM = 0;
  private static final long GATE_STREAM = 1;
  private static final long SET_STREAM = 2;

  private final NDManager manager;
  private final StagingBuffers staging;
  private final Replicas replicas;
  private final ReplicaOptimizer optimizer;
  private final CodeSample sample;
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
      StagingBuffers staging,
      Replicas replicas,
      CodeSample sample,
      int[] usableRows,
      SolverSettings settings,
      long seed) {
    this.manager = manager;
    this.staging = staging;
    this.replicas = replicas;
    this.optimizer = new ReplicaOptimizer(replicas, settings.weightDecay());
    this.sample = sample;
    this.usableRows = usableRows;
    this.batch = Math.min(settings.batch(), usableRows.length);
    this.seed = seed;
  }

  int skipped(int replica) {
    return optimizer.skipped(replica);
  }

  void train(Schedule schedule) {
    for (int i = 0; i < schedule.steps(); i++) {
      Gating gating = schedule.openAt(i) ? Gating.OPEN : Gating.LEARNED;
      step(schedule.rateAt(i), gating, schedule.sparsityAt(i));
    }
  }

  /**
   * Steps in which each row is given the latents of a random set of modalities, from none to all,
   * so that afterwards the cost of a latent given any set can be read off.
   */
  void trainGivenSets(int steps, double learningRate) {
    Schedule schedule = Schedule.open(steps, learningRate);
    for (int i = 0; i < steps; i++) {
      step(schedule.rateAt(i), Gating.RANDOM_SETS, 0);
    }
  }

  /** Steps with hardened gates at a rate that may fall to 0. */
  void refit(int steps, double learningRate, boolean decay) {
    for (int i = 0; i < steps; i++) {
      step(decay ? learningRate * (1 - (i + 1.0) / (steps + 1)) : learningRate, Gating.LEARNED, 0);
    }
  }

  /** What a latent is given in a step. */
  enum Gating {
    /** All that may be its cause. */
    OPEN,
    /** Draws of the learned gates; when they are hardened, what these leave. */
    LEARNED,
    /** Of what may be its cause, the latents of a random set of modalities in each row. */
    RANDOM_SETS
  }

  /** Gradient and loss of one batch, for {@link #step} and for the test of the gradient. */
  record LossGradient(float[] losses, float[] gradients) {}

  private void step(double learningRate, Gating gating, double sparsity) {
    LossGradient lossGradient = lossGradient(drawRows(), gating, sparsity);
    optimizer.step(
        replicas.parameters(), lossGradient.gradients(), lossGradient.losses(), learningRate);
    step++;
  }

  private int[] drawRows() {
    RandomGenerator random = CounterRandom.at(seed, step, ROW_STREAM);
    int[] rows = new int[batch];
    for (int b = 0; b < batch; b++) {
      rows[b] = usableRows[random.nextInt(usableRows.length)];
    }
    return rows;
  }

  LossGradient lossGradient(int[] rows, Gating gating, double sparsity) {
    LatentNetwork network = replicas.network();
    try (Workspace workspace = new Workspace(manager, staging)) {
      NDArray leaf =
          workspace.array(replicas.parameters(), replicas.count(), network.table().size());
      leaf.setRequiresGradient(true);
      RowBatch rowBatch = RowBatch.of(workspace, network.layout(), sample, rows);
      float[] losses;
      try (GradientScope scope = GradientScope.open()) {
        NDArray loss = loss(workspace, network.table().slices(leaf), rowBatch, gating, sparsity);
        scope.backward(loss.sum());
        losses = loss.toFloatArray();
      }
      return new LossGradient(losses, leaf.getGradient().toFloatArray());
    }
  }

  private NDArray loss(
      Workspace workspace, ParameterTable.Slices p, RowBatch rows, Gating gating, double sparsity) {
    LatentNetwork network = replicas.network();
    long nodes = network.layout().nodes();
    NDArray mask = workspace.array(replicas.edgeMask(), replicas.count(), nodes, nodes);
    NDArray gates = gates(workspace, p, mask, gating, rows.rows());
    NDArray bases = network.bases(workspace, replicas.bases(), replicas.count());
    LatentNetwork.Likelihood likelihood = network.likelihood(workspace, p, bases, rows, gates);
    NDArray perRow = workspace.scalar(1.0 / rows.rows());
    NDArray loss =
        likelihood
            .rowNll()
            .sum(new int[] {1})
            .mul(perRow)
            .add(scalePenalty(workspace, network.layout(), likelihood, rows));
    if (sparsity > 0 && !replicas.hardened()) {
      NDArray price = workspace.scalar(sparsity);
      NDArray expected = EdgeGates.openProbability(workspace, p, mask).sum(new int[] {1, 2});
      loss = loss.add(expected.mul(price));
    }
    return loss;
  }

  private NDArray gates(
      Workspace workspace, ParameterTable.Slices p, NDArray mask, Gating gating, int rows) {
    int nodes = replicas.network().layout().nodes();
    if (replicas.hardened()) {
      return workspace.array(replicas.hardGates(), replicas.count(), nodes, nodes);
    }
    if (gating == Gating.OPEN) {
      return mask;
    }
    if (gating == Gating.RANDOM_SETS) {
      float[] sets = setGates(rows);
      return workspace.array(sets, replicas.count(), nodes, rows, nodes);
    }
    float[] draws = draws(replicas.count() * nodes * nodes * rows);
    NDArray logistic = workspace.array(draws, replicas.count(), nodes, rows, nodes);
    return EdgeGates.rowValues(workspace, p, logistic, mask);
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

  private static NDArray scalePenalty(
      Workspace workspace,
      LatentLayout layout,
      LatentNetwork.Likelihood likelihood,
      RowBatch rows) {
    NDArray variance =
        likelihood
            .unmixed()
            .latents()
            .square()
            .mul(rows.presentByRow())
            .sum(new int[] {1})
            .div(rows.presentRows());
    NDArray excess =
        variance
            .sub(workspace.scalar(1))
            .square()
            .mul(workspace.array(layout.latentMask(), 1, layout.nodes()));
    NDArray total = excess.sum(new int[] {1});
    if (likelihood.unmixed().exogenous() != null) {
      total = total.add(exogenousExcess(workspace, layout, likelihood.unmixed().exogenous(), rows));
    }
    return total.mul(workspace.scalar(SCALE_PENALTY));
  }

  private static NDArray exogenousExcess(
      Workspace workspace, LatentLayout layout, NDArray exogenous, RowBatch rows) {
    NDArray present = rows.modalityPresent();
    NDArray variance =
        exogenous
            .square()
            .mul(present.expandDims(3))
            .sum(new int[] {2})
            .div(present.sum(new int[] {2}, true).maximum(workspace.scalar(1)));
    return variance
        .sub(workspace.scalar(1))
        .square()
        .mul(
            workspace.array(
                layout.exogenousMask(), 1, layout.modalities(), layout.exogenousWidth()))
        .sum(new int[] {1, 2});
  }
}
