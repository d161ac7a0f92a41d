package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.headwater.model.StagingBuffers;
import java.util.Arrays;

/** Measures replicas on rows they were not fitted to; changes nothing. */
final class ReplicaEvaluation {
  /** Rows per pass: bounds native memory at some tens of megabytes. */
  private static final int CHUNK = 1024;

  private final NDManager manager;
  private final StagingBuffers staging;

  ReplicaEvaluation(NDManager manager, StagingBuffers staging) {
    this.manager = manager;
    this.staging = staging;
  }

  /**
   * @param rowNll nats, (replica, row)
   * @param latents (replica, row * node); absent modalities hold meaningless values
   */
  record Measured(float[][] rowNll, float[][] latents) {
    double nll(int replica) {
      double sum = 0;
      for (float value : rowNll[replica]) {
        sum += value;
      }
      return sum / rowNll[replica].length;
    }
  }

  /** What one chunk of rows is given to. */
  interface Chunk {
    void use(
        Workspace workspace, ParameterTable.Slices p, RowBatch batch, NDArray gates, int[] rows);
  }

  Measured measure(Replicas replicas, CodeSample sample, int[] rows) {
    LatentNetwork network = replicas.network();
    int nodes = network.layout().nodes();
    float[][] rowNll = new float[replicas.count()][rows.length];
    float[][] latents = new float[replicas.count()][rows.length * nodes];
    int[] done = {0};
    eachChunk(
        replicas,
        sample,
        rows,
        (workspace, p, batch, gates, chunk) -> {
          NDArray bases = network.bases(workspace, replicas.bases(), replicas.count());
          LatentNetwork.Likelihood likelihood =
              network.likelihood(workspace, p, bases, batch, gates);
          scatter(likelihood.rowNll().toFloatArray(), rowNll, done[0], chunk.length);
          scatter(
              likelihood.unmixed().latents().toFloatArray(),
              latents,
              done[0] * nodes,
              chunk.length * nodes);
          done[0] += chunk.length;
        });
    return new Measured(rowNll, latents);
  }

  private static void scatter(float[] from, float[][] to, int at, int length) {
    for (int r = 0; r < to.length; r++) {
      System.arraycopy(from, r * length, to[r], at, length);
    }
  }

  /** What the flow of a single replica makes of codes: latents, then exogenous components. */
  CodeSample unmixed(Replicas one, CodeSample sample) {
    LatentLayout layout = one.network().layout();
    float[][] codes = new float[sample.modalities()][];
    for (int m = 0; m < codes.length; m++) {
      codes[m] = new float[sample.rows() * sample.width(m)];
    }
    int[] rows = java.util.stream.IntStream.range(0, sample.rows()).toArray();
    eachChunk(
        one,
        sample,
        rows,
        (workspace, p, batch, gates, chunk) -> {
          NDArray bases = one.network().bases(workspace, one.bases(), 1);
          float[] all = one.network().flow().code(workspace, p, bases, batch).toFloatArray();
          for (int m = 0; m < codes.length; m++) {
            for (int b = 0; b < chunk.length; b++) {
              int from = (m * chunk.length + b) * layout.codeWidth();
              for (int k = 0; sample.has(m, chunk[b]) && k < sample.width(m); k++) {
                codes[m][chunk[b] * sample.width(m) + k] = all[from + layout.place(m, k)];
              }
            }
          }
        });
    return new CodeSample(
        sample.rows(),
        sample.latents(),
        sample.exogenous(),
        sample.given(),
        codes,
        sample.present());
  }

  /** Mean over rows of the log-determinant of a single replica's flow, nats. */
  double meanLogDeterminant(Replicas one, CodeSample sample, int[] rows) {
    double[] sum = {0};
    eachChunk(
        one,
        sample,
        rows,
        (workspace, p, batch, gates, chunk) -> {
          NDArray bases = one.network().bases(workspace, one.bases(), 1);
          NDArray volume = one.network().flow().apply(workspace, p, bases, batch).logDeterminant();
          for (float value : volume.mul(batch.modalityPresent()).toFloatArray()) {
            sum[0] += value;
          }
        });
    return sum[0] / rows.length;
  }

  /** P(open) and the median gate of each edge, (replica, parent, child). */
  record GateReading(float[] probability, float[] median) {
    /** An edge counts when its gate is more likely open than not. */
    private static final double OPEN = 0.5;

    /** 1 for edges, 0 for none; (replica, parent, child). */
    float[] open() {
      float[] open = new float[median.length];
      for (int i = 0; i < open.length; i++) {
        open[i] = median[i] > OPEN ? 1 : 0;
      }
      return open;
    }

    int openEdges(int replica, int replicas) {
      int size = median.length / replicas;
      int edges = 0;
      for (int i = replica * size; i < (replica + 1) * size; i++) {
        edges += median[i] > OPEN ? 1 : 0;
      }
      return edges;
    }
  }

  GateReading gates(Replicas replicas) {
    long nodes = replicas.network().layout().nodes();
    try (Workspace workspace = new Workspace(manager, staging)) {
      ParameterTable.Slices p = slices(workspace, replicas);
      NDArray mask = workspace.array(replicas.edgeMask(), replicas.count(), nodes, nodes);
      return new GateReading(
          EdgeGates.openProbability(workspace, p, mask).toFloatArray(),
          medianGates(workspace, replicas, p, mask).toFloatArray());
    }
  }

  /**
   * Mean cost of each latent of a single replica under given gates, nats per row in which it is
   * present.
   *
   * @param gates (parent, child)
   */
  double[] nodeCosts(Replicas one, float[] gates, CodeSample sample, int[] rows) {
    LatentNetwork network = one.network();
    int nodes = network.layout().nodes();
    double[] cost = new double[nodes];
    double[] present = new double[nodes];
    eachChunk(
        one,
        sample,
        rows,
        (workspace, p, batch, ignored, chunk) -> {
          NDArray bases = network.bases(workspace, one.bases(), 1);
          NDArray latents = network.flow().apply(workspace, p, bases, batch).latents();
          NDArray given = workspace.array(gates, 1, nodes, nodes);
          float[] nll = network.nodeNll(workspace, p, latents, batch, given).toFloatArray();
          float[] marks = batch.presentByNode().toFloatArray();
          for (int i = 0; i < nll.length; i++) {
            cost[i / chunk.length] += nll[i];
            present[i / chunk.length] += marks[i];
          }
        });
    for (int i = 0; i < nodes; i++) {
      cost[i] = present[i] > 0 ? cost[i] / present[i] : 0;
    }
    return cost;
  }

  /**
   * Held-out gain of each hardened edge, in nats per row in which both ends are present, and its
   * standard error; 0 where there is no edge. Since each latent's density depends on its own
   * parents only, all edges of one parent are taken away in one pass.
   */
  EdgeGains gains(Replicas replicas, CodeSample sample, int[] rows) {
    LatentNetwork network = replicas.network();
    int nodes = network.layout().nodes();
    EdgeGains.Sums sums = new EdgeGains.Sums(replicas.count(), nodes);
    eachChunk(
        replicas,
        sample,
        rows,
        (workspace, p, batch, gates, chunk) -> {
          NDArray bases = network.bases(workspace, replicas.bases(), replicas.count());
          NDArray latents = network.flow().apply(workspace, p, bases, batch).latents();
          NDArray with = network.nodeNll(workspace, p, latents, batch, gates);
          float[] present = batch.presentByNode().toFloatArray();
          for (int parent = 0; parent < nodes; parent++) {
            float[] without = withoutParent(replicas, parent);
            if (without != null) {
              NDArray closed = workspace.array(without, replicas.count(), nodes, nodes);
              float[] loss =
                  network.nodeNll(workspace, p, latents, batch, closed).sub(with).toFloatArray();
              sums.add(parent, loss, present, chunk.length);
            }
          }
        });
    return sums.gains(replicas.hardGates());
  }

  private static float[] withoutParent(Replicas replicas, int parent) {
    int nodes = replicas.network().layout().nodes();
    float[] gates = replicas.hardGates().clone();
    boolean any = false;
    for (int r = 0; r < replicas.count(); r++) {
      int from = (r * nodes + parent) * nodes;
      for (int i = from; i < from + nodes; i++) {
        any |= gates[i] > 0;
        gates[i] = 0;
      }
    }
    return any ? gates : null;
  }

  /** Gives the rows chunk by chunk to {@code use}, under hardened gates if there are any. */
  void eachChunk(Replicas replicas, CodeSample sample, int[] rows, Chunk use) {
    LatentNetwork network = replicas.network();
    long nodes = network.layout().nodes();
    for (int start = 0; start < rows.length; start += CHUNK) {
      int[] chunk = Arrays.copyOfRange(rows, start, Math.min(rows.length, start + CHUNK));
      try (Workspace workspace = new Workspace(manager, staging)) {
        ParameterTable.Slices p = slices(workspace, replicas);
        NDArray mask = workspace.array(replicas.edgeMask(), replicas.count(), nodes, nodes);
        NDArray gates =
            replicas.hardened()
                ? workspace.array(replicas.hardGates(), replicas.count(), nodes, nodes)
                : medianGates(workspace, replicas, p, mask);
        RowBatch batch = RowBatch.of(workspace, network.layout(), sample, chunk);
        use.use(workspace, p, batch, gates, chunk);
      }
    }
  }

  private static ParameterTable.Slices slices(Workspace workspace, Replicas replicas) {
    ParameterTable table = replicas.network().table();
    return table.slices(workspace.array(replicas.parameters(), replicas.count(), table.size()));
  }

  private static NDArray medianGates(
      Workspace workspace, Replicas replicas, ParameterTable.Slices p, NDArray mask) {
    long nodes = replicas.network().layout().nodes();
    NDArray noDraws =
        workspace.array(new float[replicas.edgeMask().length], replicas.count(), nodes, nodes);
    return EdgeGates.values(workspace, p, noDraws, mask);
  }
}
