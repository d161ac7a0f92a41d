package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

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
  /** Logistics in the noise mixture: enough for heavy tails and two humps at little cost. */
  static final int NOISE_COMPONENTS = 4;

  /** Deviations between exp(-2.5) and exp(2.5) of unit-scale latents. */
  private static final double LOG_RATE_BOUND = 2.5;

  private static final double NOISE_LOCATION_BOUND = 3;
  private static final double NOISE_LOG_RATE_BOUND = 3;

  private final LatentLayout layout;
  private final int hidden;

  ConditionalPrior(LatentLayout layout, int hidden) {
    this.layout = layout;
    this.hidden = hidden;
  }

  /**
   * @param mean location, (replica, node, row)
   * @param logRate minus the log of the scale, (replica, node, row)
   */
  record Conditional(NDArray mean, NDArray logRate) {
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
    table.add("noiseWeight", 0.01, nodes, 1, NOISE_COMPONENTS);
    table.add("noiseLocation", 0.3, nodes, 1, NOISE_COMPONENTS);
    table.add("noiseLogRate", 0.3, 0.5, 1, nodes, 1, NOISE_COMPONENTS);
  }

  /**
   * @param latents (replica, row, node)
   * @param present (1, row, node)
   * @param gates (replica, parent, child)
   */
  Conditional given(
      Workspace workspace,
      ParameterTable.Slices p,
      NDArray latents,
      NDArray present,
      NDArray gates) {
    long replicas = gates.getShape().get(0);
    long rows = latents.getShape().get(1);
    long nodes = layout.nodes();
    NDArray parents = latents.mul(present);
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
    NDArray h = workspace.activate(input.matMul(weights));
    h = h.reshape(new Shape(replicas, rows, nodes, hidden)).transpose(0, 2, 1, 3);
    h = workspace.activate(h.matMul(p.get("mid")).add(p.get("midBias")));
    NDList out = h.matMul(p.get("out")).add(p.get("outBias")).split(2, 3);
    NDArray linear = parents.matMul(p.get("linear").mul(gates)).transpose(0, 2, 1);
    return new Conditional(
        out.get(0).squeeze(3).add(linear),
        workspace.bounded(out.get(1).squeeze(3), LOG_RATE_BOUND));
  }

  /**
   * Negative log-density of each latent given its parents, in nats; (replica, node, row).
   *
   * @param latents (replica, row, node)
   */
  NDArray negativeLogDensity(
      Workspace workspace, ParameterTable.Slices p, NDArray latents, Conditional conditional) {
    NDArray noise = conditional.noise(latents).expandDims(3);
    NDArray logWeight = p.get("noiseWeight").logSoftmax(3);
    NDArray location = p.get("noiseLocation").tanh().mul(workspace.scalar(NOISE_LOCATION_BOUND));
    NDArray logRate = workspace.bounded(p.get("noiseLogRate"), NOISE_LOG_RATE_BOUND);
    NDArray t = noise.sub(location).mul(logRate.exp());
    NDArray tails = workspace.softPlus(t.neg()).mul(workspace.scalar(2));
    NDArray terms = logWeight.add(logRate).sub(t).sub(tails);
    NDArray greatest = terms.max(new int[] {3}, true).stopGradient();
    NDArray logSum = terms.sub(greatest).exp().sum(new int[] {3}).log();
    return logSum.add(greatest.squeeze(3)).add(conditional.logRate()).neg();
  }

  /**
   * Mean and deviation of each latent's noise, from the mixture in closed form.
   *
   * @param vector parameters of one replica
   * @return (node, 2)
   */
  static double[][] noiseMoments(ParameterTable table, float[] vector, int nodes) {
    float[] weight = table.valuesOf("noiseWeight", vector);
    float[] location = table.valuesOf("noiseLocation", vector);
    float[] logRate = table.valuesOf("noiseLogRate", vector);
    double[][] moments = new double[nodes][2];
    for (int node = 0; node < nodes; node++) {
      double total = 0;
      double first = 0;
      double second = 0;
      for (int k = node * NOISE_COMPONENTS; k < (node + 1) * NOISE_COMPONENTS; k++) {
        double w = Math.exp(weight[k]);
        double at = NOISE_LOCATION_BOUND * Math.tanh(location[k]);
        double rate = NOISE_LOG_RATE_BOUND * Math.tanh(logRate[k] / NOISE_LOG_RATE_BOUND);
        double variance = Math.PI * Math.PI / 3 * Math.exp(-2 * rate);
        total += w;
        first += w * at;
        second += w * (at * at + variance);
      }
      moments[node][0] = first / total;
      moments[node][1] = Math.sqrt(second / total - moments[node][0] * moments[node][0]);
    }
    return moments;
  }
}
