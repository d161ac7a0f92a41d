package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.headwater.model.GradientScope;
import io.headwater.model.StagingBuffers;

/**
 * Loss of each replica on a batch, and its gradient: mean negative log-likelihood of the rows, a
 * penalty on latents whose variance leaves 1 (the likelihood leaves their scale free), and the
 * price of the edges likely to be open.
 */
final class ReplicaLoss {
  private static final double SCALE_PENALTY = 0.1;

  private final NDManager manager;
  private final Replicas replicas;
  private final CodeSample sample;

  ReplicaLoss(NDManager manager, Replicas replicas, CodeSample sample) {
    this.manager = manager;
    this.replicas = replicas;
    this.sample = sample;
  }

  /**
   * @param rows of the sample
   * @param gates whether each row draws gates of its own from {@code drawn}, is given them by it,
   *     or has all open
   * @param drawn standard logistic draws or gates of all replicas, (replica, child, row, parent);
   *     null when gates are open or hardened
   * @param sparsity price of an open edge, nats
   */
  record Batch(int[] rows, Gates gates, float[] drawn, double sparsity) {}

  /** Where the gates of a step come from. */
  enum Gates {
    OPEN,
    LEARNED,
    GIVEN
  }

  /**
   * @param losses one per replica
   * @param gradients (replica, parameter)
   */
  record LossGradient(float[] losses, float[] gradients) {}

  /**
   * Loss and gradient of the replicas {@code from} to before {@code to}, written into {@code all}.
   */
  void evaluate(StagingBuffers staging, int from, int to, Batch batch, LossGradient all) {
    LatentNetwork network = replicas.network();
    int size = network.table().size();
    try (Workspace workspace = new Workspace(manager, staging)) {
      NDArray leaf =
          workspace.array(replicas.slice(replicas.parameters(), from, to), to - from, size);
      leaf.setRequiresGradient(true);
      RowBatch rows = RowBatch.of(workspace, network.layout(), sample, batch.rows());
      float[] losses;
      try (GradientScope scope = GradientScope.open()) {
        Share share = new Share(workspace, from, to, network.table().slices(leaf), rows);
        NDArray loss = share.loss(batch);
        scope.backward(loss.sum());
        losses = loss.toFloatArray();
      }
      System.arraycopy(losses, 0, all.losses(), from, losses.length);
      float[] gradient = leaf.getGradient().toFloatArray();
      System.arraycopy(gradient, 0, all.gradients(), from * size, gradient.length);
    }
  }

  /** The replicas of one pass. */
  private final class Share {
    private final Workspace workspace;
    private final int from;
    private final int to;
    private final ParameterTable.Slices p;
    private final RowBatch rows;
    private final LatentNetwork network = replicas.network();
    private final int nodes = network.layout().nodes();

    Share(Workspace workspace, int from, int to, ParameterTable.Slices p, RowBatch rows) {
      this.workspace = workspace;
      this.from = from;
      this.to = to;
      this.p = p;
      this.rows = rows;
    }

    private float[] part(float[] all) {
      return replicas.slice(all, from, to);
    }

    NDArray loss(Batch batch) {
      int count = to - from;
      NDArray mask = workspace.array(part(replicas.edgeMask()), count, nodes, nodes);
      NDArray bases = network.bases(workspace, part(replicas.bases()), count);
      LatentNetwork.Likelihood likelihood =
          network.likelihood(workspace, p, bases, rows, gates(batch, mask));
      NDArray perRow = workspace.scalar(1.0 / rows.rows());
      NDArray loss =
          likelihood.rowNll().sum(new int[] {1}).mul(perRow).add(scalePenalty(likelihood));
      if (batch.sparsity() > 0 && !replicas.hardened()) {
        NDArray price = workspace.scalar(batch.sparsity());
        NDArray expected = EdgeGates.openProbability(workspace, p, mask).sum(new int[] {1, 2});
        loss = loss.add(expected.mul(price));
      }
      return loss;
    }

    private NDArray gates(Batch batch, NDArray mask) {
      int count = to - from;
      if (replicas.hardened()) {
        return workspace.array(part(replicas.hardGates()), count, nodes, nodes);
      }
      if (batch.gates() == Gates.OPEN) {
        return mask;
      }
      NDArray drawn = workspace.array(part(batch.drawn()), count, nodes, rows.rows(), nodes);
      return batch.gates() == Gates.GIVEN ? drawn : EdgeGates.rowValues(workspace, p, drawn, mask);
    }

    private NDArray scalePenalty(LatentNetwork.Likelihood likelihood) {
      LatentLayout layout = network.layout();
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
              .mul(workspace.array(layout.latentMask(), 1, nodes));
      NDArray total = excess.sum(new int[] {1});
      NDArray exogenous = likelihood.unmixed().exogenous();
      return (exogenous == null ? total : total.add(exogenousExcess(exogenous)))
          .mul(workspace.scalar(SCALE_PENALTY));
    }

    private NDArray exogenousExcess(NDArray exogenous) {
      LatentLayout layout = network.layout();
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
}
