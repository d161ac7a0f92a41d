package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.headwater.model.SteadyProduct;

/**
 * Density of each latent given its gated parents: {@code noise = (z - mean) exp(logRate)}, where
 * mean and logRate depend on the parents and the noise is a mixture of logistics of its own for
 * each latent. The dependence of the rate (heteroscedasticity) and the free, non-Gaussian noise are
 * what makes components findable.
 *
 * <p>A parent that is absent in a row has its gate closed for that row, and which gates are open is
 * an input of its own, so that "absent" is not confused with "zero".
 */
final class ConditionalPrior {
  /** Deviations between exp(-2.5) and exp(2.5) of unit-scale latents. */
  private static final double LOG_RATE_BOUND = 2.5;

  private static final LogisticMixture NOISE = new LogisticMixture("noise");

  private final LatentLayout layout;
  private final int hidden;
  private final boolean noiseBySet;

  /**
   * @param noiseBySet whether the shape of a latent's noise may depend on which latents it is given
   *     (not on their values): for costs of a latent given any set, where one shape for all sets
   *     would cost true sets of causes more than others
   */
  ConditionalPrior(LatentLayout layout, int hidden, boolean noiseBySet) {
    this.layout = layout;
    this.hidden = hidden;
    this.noiseBySet = noiseBySet;
  }

  /**
   * @param mean location, (replica, node, row)
   * @param logRate minus the log of the scale, (replica, node, row)
   * @param noiseShift of the noise's shape, or null where it is the same in all rows; (replica,
   *     node, row, numbers)
   */
  record Conditional(NDArray mean, NDArray logRate, NDArray noiseShift) {
    /**
     * @param latents (replica, row, node)
     * @return (replica, node, row)
     */
    NDArray noise(NDArray latents) {
      return latents.transpose(0, 2, 1).sub(mean).mul(logRate.exp());
    }
  }

  void declare(ParameterTable table) {
    int nodes = layout.nodes();
    table.add("linear", 0.02, nodes, nodes);
    table.add("valueIn", Math.sqrt(0.5), nodes, nodes, hidden);
    table.add("maskIn", 0.1, nodes, nodes, hidden);
    table.add("inBias", 0.3, 1, (long) nodes * hidden);
    table.add("mid", Math.sqrt(1.0 / hidden), nodes, hidden, hidden);
    table.add("midBias", 0.1, nodes, 1, hidden);
    table.add("out", 0.05, nodes, hidden, 2);
    table.add("outBias", 0, nodes, 1, 2);
    NOISE.declare(table, nodes);
    if (noiseBySet) {
      table.add("noiseOfSet", 0, nodes, nodes, 3L * LogisticMixture.COMPONENTS);
    }
  }

  /**
   * @param latents (replica, row, node)
   * @param present (1, row, node)
   * @param gates (replica, parent, child), the same for all rows, or (replica, child, row, parent)
   */
  Conditional given(
      Workspace workspace,
      ParameterTable.Slices p,
      NDArray latents,
      NDArray present,
      NDArray gates) {
    NDArray parents = latents.mul(present);
    return gates.getShape().dimension() == 4
        ? givenRowGates(workspace, p, parents, present, gates)
        : givenSharedGates(workspace, p, parents, present, gates);
  }

  private Conditional givenSharedGates(
      Workspace workspace,
      ParameterTable.Slices p,
      NDArray parents,
      NDArray present,
      NDArray gates) {
    long replicas = gates.getShape().get(0);
    long rows = parents.getShape().get(1);
    long nodes = layout.nodes();
    NDArray gateOfHidden = gates.expandDims(3);
    NDArray weights =
        p.get("valueIn")
            .mul(gateOfHidden)
            .concat(p.get("maskIn").mul(gateOfHidden), 1)
            .reshape(new Shape(replicas, 2 * nodes, nodes * hidden))
            .concat(p.get("inBias"), 1);
    NDArray everyReplica = parents.zerosLike();
    NDArray ones = workspace.ones(replicas, rows, 1);
    NDArray input = parents.concat(everyReplica.add(present), 2).concat(ones, 2);
    NDArray h =
        input
            .matMul(weights)
            .reshape(new Shape(replicas, rows, nodes, hidden))
            .transpose(0, 2, 1, 3);
    NDArray linear = SteadyProduct.of(parents, p.get("linear").mul(gates)).transpose(0, 2, 1);
    NDArray marks =
        noiseBySet ? gates.transpose(0, 2, 1).expandDims(2).mul(present.expandDims(1)) : null;
    return conditional(workspace, p, h, linear, marks);
  }

  /** Each row has gates of its own, so every child reads its own gated copy of the parents. */
  private Conditional givenRowGates(
      Workspace workspace,
      ParameterTable.Slices p,
      NDArray parents,
      NDArray present,
      NDArray gates) {
    long replicas = gates.getShape().get(0);
    long nodes = layout.nodes();
    NDArray values = gates.mul(parents.expandDims(1));
    NDArray marks = gates.mul(present.expandDims(1));
    NDArray weights = p.get("valueIn").concat(p.get("maskIn"), 1).transpose(0, 2, 1, 3);
    NDArray bias = p.get("inBias").reshape(new Shape(replicas, nodes, 1, hidden));
    NDArray h = values.concat(marks, 3).matMul(weights).add(bias);
    NDArray linear = values.matMul(p.get("linear").transpose(0, 2, 1).expandDims(3)).squeeze(3);
    return conditional(workspace, p, h, linear, noiseBySet ? marks : null);
  }

  /**
   * @param hidden first layer before its activation, (replica, node, row, hidden)
   * @param linear (replica, node, row)
   * @param set marks of what is given, (replica, node, row, parent), where the noise depends on it
   */
  private static Conditional conditional(
      Workspace workspace, ParameterTable.Slices p, NDArray hidden, NDArray linear, NDArray set) {
    NDArray h = workspace.activate(hidden);
    h = workspace.activate(h.matMul(p.get("mid")).add(p.get("midBias")));
    NDList out = h.matMul(p.get("out")).add(p.get("outBias")).split(2, 3);
    return new Conditional(
        out.get(0).squeeze(3).add(linear),
        workspace.bounded(out.get(1).squeeze(3), LOG_RATE_BOUND),
        set == null ? null : set.matMul(p.get("noiseOfSet")));
  }

  /**
   * Negative log-density of each latent given its parents, in nats; (replica, node, row).
   *
   * @param latents (replica, row, node)
   */
  NDArray negativeLogDensity(
      Workspace workspace, ParameterTable.Slices p, NDArray latents, Conditional conditional) {
    NDArray noise = conditional.noise(latents);
    NDArray shift = conditional.noiseShift();
    NDArray logDensity =
        shift == null
            ? NOISE.logDensity(workspace, p, noise)
            : NOISE.logDensity(workspace, p, noise, shift);
    return logDensity.add(conditional.logRate()).neg();
  }

  /**
   * Mean and deviation of each latent's noise, from the mixture in closed form.
   *
   * @param vector parameters of one replica
   * @return (node, 2)
   */
  static double[][] noiseMoments(ParameterTable table, float[] vector, int nodes) {
    return NOISE.moments(table, vector, nodes);
  }
}
