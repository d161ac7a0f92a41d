package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;
import io.headwater.model.CounterRandom;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.simple.SimpleMatrix;

/** Flow and prior over one parameter table: from codes to the likelihood of each row. */
final class LatentNetwork {
  private static final long BASES_STREAM = -1;

  private final NetworkShape shape;
  private final LatentLayout layout;
  private final UnmixingFlow flow;
  private final ConditionalPrior prior;
  private final ExogenousPrior exogenousPrior;
  private final ParameterTable table = new ParameterTable();
  private final List<String> priorNames;

  LatentNetwork(NetworkShape shape) {
    this(shape, false, true);
  }

  /** Over the same flow, with a noise whose shape depends on which latents are given. */
  LatentNetwork withNoiseBySet() {
    return new LatentNetwork(shape, true, flow.countsVolume());
  }

  /** Whose likelihood forgets how the flow stretches: an ablation. */
  LatentNetwork withoutDeterminant() {
    return new LatentNetwork(shape, false, false);
  }

  private LatentNetwork(NetworkShape shape, boolean noiseBySet, boolean countsVolume) {
    this.shape = shape;
    this.layout = new LatentLayout(shape.latents(), shape.exogenous(), shape.given());
    this.flow = new UnmixingFlow(layout, shape.couplings(), shape.flowHidden(), countsVolume);
    this.prior = new ConditionalPrior(layout, shape.priorHidden(), noiseBySet);
    this.exogenousPrior = new ExogenousPrior(layout);
    flow.declare(table);
    int flowParameters = table.names().size();
    EdgeGates.declare(table, layout.nodes());
    prior.declare(table);
    exogenousPrior.declare(table);
    priorNames = table.names().subList(flowParameters, table.names().size());
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

  /** Takes over the prior and the gates of a solution of another flow over the same latents. */
  void copyPrior(LatentNetwork from, float[] source, float[] target) {
    for (String name : priorNames) {
      table.copy(name, from.table, source, target);
    }
  }

  /** Floats of one replica's fixed bases. */
  int basesSize() {
    return flow.linearLayers() * layout.modalities() * layout.codeWidth() * layout.codeWidth();
  }

  NDArray bases(Workspace workspace, float[] values, int replicas) {
    int width = layout.codeWidth();
    return workspace.array(
        values, replicas, flow.linearLayers(), layout.modalities(), width, width);
  }

  /** Copies the prior, but leaves the gates as they are. */
  void copyDensities(float[] source, float[] target) {
    for (String name : priorNames) {
      if (!name.equals(EdgeGates.PARAMETER)) {
        table.copy(name, table, source, target);
      }
    }
  }

  /**
   * Random orthogonal bases of one replica, apart for latents and exogenous components, the
   * identity on padding.
   */
  float[] randomBases(long seed, long replica) {
    RandomGenerator random = CounterRandom.at(seed, replica, BASES_STREAM);
    int size = layout.codeWidth() * layout.codeWidth();
    float[] bases = identityBases();
    for (int block = 0; block < flow.linearLayers() * layout.modalities(); block++) {
      int m = block % layout.modalities();
      place(bases, block * size, 0, randomOrthogonal(random, layout.latents(m)));
      place(bases, block * size, layout.width(), randomOrthogonal(random, layout.exogenous(m)));
    }
    return bases;
  }

  float[] identityBases() {
    int width = layout.codeWidth();
    float[] bases = new float[basesSize()];
    for (int at = 0; at < bases.length; at += width * width) {
      for (int i = 0; i < width; i++) {
        bases[at + i * width + i] = 1;
      }
    }
    return bases;
  }

  private void place(float[] bases, int start, int corner, SimpleMatrix basis) {
    for (int i = 0; i < basis.getNumRows(); i++) {
      for (int j = 0; j < basis.getNumCols(); j++) {
        bases[start + (corner + i) * layout.codeWidth() + corner + j] = (float) basis.get(i, j);
      }
    }
  }

  private static SimpleMatrix randomOrthogonal(RandomGenerator random, int size) {
    SimpleMatrix gaussian = new SimpleMatrix(size, size);
    for (int i = 0; i < size * size; i++) {
      gaussian.set(i, random.nextGaussian());
    }
    if (size == 0) {
      return gaussian;
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
    NDArray rowNll = nodeNll.sum(new int[] {1}).sub(volume);
    if (unmixed.exogenous() != null) {
      NDArray exogenous = exogenousPrior.negativeLogDensity(workspace, p, unmixed.exogenous());
      rowNll = rowNll.add(exogenous.mul(batch.modalityPresent()).sum(new int[] {1}));
    }
    return new Likelihood(unmixed, nodeNll, rowNll);
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
