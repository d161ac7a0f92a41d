package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;
import io.headwater.model.CounterRandom;
import java.util.random.RandomGenerator;
import org.ejml.simple.SimpleMatrix;

/** Flow and prior over one parameter table: from codes to the likelihood of each row. */
final class LatentNetwork {
  private static final long BASES_STREAM = -1;

  private final NetworkShape shape;
  private final LatentLayout layout;
  private final UnmixingFlow flow;
  private final ConditionalPrior prior;
  private final ParameterTable table = new ParameterTable();

  LatentNetwork(NetworkShape shape) {
    this.shape = shape;
    this.layout = new LatentLayout(shape.latents());
    this.flow = new UnmixingFlow(layout, shape.couplings(), shape.flowHidden());
    this.prior = new ConditionalPrior(layout, shape.priorHidden());
    flow.declare(table);
    EdgeGates.declare(table, layout.nodes());
    prior.declare(table);
  }

  NetworkShape shape() {
    return shape;
  }

  LatentLayout layout() {
    return layout;
  }

  ParameterTable table() {
    return table;
  }

  ConditionalPrior prior() {
    return prior;
  }

  UnmixingFlow flow() {
    return flow;
  }

  /** Floats of one replica's fixed bases. */
  int basesSize() {
    return flow.linearLayers() * layout.nodes() * layout.width();
  }

  NDArray bases(Workspace workspace, float[] values, int replicas) {
    int width = layout.width();
    return workspace.array(
        values, replicas, flow.linearLayers(), layout.modalities(), width, width);
  }

  /** Random orthogonal bases of one replica, the identity on padding. */
  float[] randomBases(long seed, long replica) {
    RandomGenerator random = CounterRandom.at(seed, replica, BASES_STREAM);
    int width = layout.width();
    float[] bases = new float[basesSize()];
    for (int block = 0; block < flow.linearLayers() * layout.modalities(); block++) {
      int latents = layout.latents(block % layout.modalities());
      SimpleMatrix basis = randomOrthogonal(random, latents);
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          boolean inside = i < latents && j < latents;
          bases[(block * width + i) * width + j] =
              inside ? (float) basis.get(i, j) : i == j ? 1 : 0;
        }
      }
    }
    return bases;
  }

  private static SimpleMatrix randomOrthogonal(RandomGenerator random, int size) {
    SimpleMatrix gaussian = new SimpleMatrix(size, size);
    for (int i = 0; i < size * size; i++) {
      gaussian.set(i, random.nextGaussian());
    }
    var svd = gaussian.svd();
    return svd.getU().mult(svd.getV().transpose());
  }

  /**
   * Likelihood of a batch under all replicas.
   *
   * @param unmixed latents and log-determinants
   * @param nodeNll (replica, node, row)
   * @param rowNll nats, (replica, row); absent modalities count nothing
   */
  record Likelihood(UnmixingFlow.Unmixed unmixed, NDArray nodeNll, NDArray rowNll) {}

  Likelihood likelihood(
      Workspace workspace, ParameterTable.Slices p, NDArray bases, RowBatch batch, NDArray gates) {
    UnmixingFlow.Unmixed unmixed = flow.apply(workspace, p, bases, batch);
    NDArray nodeNll = nodeNll(workspace, p, unmixed.latents(), batch, gates);
    NDArray volume = unmixed.logDeterminant().mul(batch.modalityPresent()).sum(new int[] {1});
    return new Likelihood(unmixed, nodeNll, nodeNll.sum(new int[] {1}).sub(volume));
  }

  /** Negative log-density of each present latent given its parents; (replica, node, row). */
  NDArray nodeNll(
      Workspace workspace,
      ParameterTable.Slices p,
      NDArray latents,
      RowBatch batch,
      NDArray gates) {
    ConditionalPrior.Conditional conditional =
        prior.given(workspace, p, latents, batch.presentByRow(), gates);
    return prior.negativeLogDensity(workspace, p, latents, conditional).mul(batch.presentByNode());
  }
}
