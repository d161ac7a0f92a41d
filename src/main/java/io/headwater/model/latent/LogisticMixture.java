package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * Density of independent scalars, each a mixture of logistics of its own: smooth, free of a fixed
 * shape, with tails no lighter than exponential ones.
 */
final class LogisticMixture {
  /** Enough for heavy tails, a flat top and two humps at little cost. */
  static final int COMPONENTS = 4;

  private static final double LOCATION_BOUND = 3;
  private static final double LOG_RATE_BOUND = 3;

  private final String name;

  LogisticMixture(String name) {
    this.name = name;
  }

  void declare(ParameterTable table, int scalars) {
    table.add(name + "Weight", 0.01, scalars, 1, COMPONENTS);
    table.add(name + "Location", 0.3, scalars, 1, COMPONENTS);
    table.add(name + "LogRate", 0.3, 0.5, 1, scalars, 1, COMPONENTS);
  }

  /**
   * @param values (replica, scalar, row)
   * @return nats, same shape
   */
  NDArray logDensity(Workspace workspace, ParameterTable.Slices p, NDArray values) {
    return logDensity(
        workspace,
        values,
        p.get(name + "Weight"),
        p.get(name + "Location"),
        p.get(name + "LogRate"));
  }

  /**
   * The same with a shape of its own in each row.
   *
   * @param shift what is added to weights, locations and rates before they are bounded, (replica,
   *     scalar, row, 3 {@link #COMPONENTS})
   */
  NDArray logDensity(Workspace workspace, ParameterTable.Slices p, NDArray values, NDArray shift) {
    NDList by = shift.split(3, 3);
    return logDensity(
        workspace,
        values,
        p.get(name + "Weight").add(by.get(0)),
        p.get(name + "Location").add(by.get(1)),
        p.get(name + "LogRate").add(by.get(2)));
  }

  private static NDArray logDensity(
      Workspace workspace, NDArray values, NDArray weights, NDArray locations, NDArray logRates) {
    NDArray logWeight = weights.logSoftmax(3);
    NDArray location = locations.tanh().mul(workspace.scalar(LOCATION_BOUND));
    NDArray logRate = workspace.bounded(logRates, LOG_RATE_BOUND);
    NDArray t = values.expandDims(3).sub(location).mul(logRate.exp());
    NDArray tails = workspace.softPlus(t.neg()).mul(workspace.scalar(2));
    NDArray terms = logWeight.add(logRate).sub(t).sub(tails);
    NDArray greatest = terms.max(new int[] {3}, true).stopGradient();
    NDArray logSum = terms.sub(greatest).exp().sum(new int[] {3}).log();
    return logSum.add(greatest.squeeze(3));
  }

  /**
   * Mean and deviation of each scalar, in closed form.
   *
   * @param vector parameters of one replica
   * @return (scalar, 2)
   */
  double[][] moments(ParameterTable table, float[] vector, int scalars) {
    float[] weight = table.valuesOf(name + "Weight", vector);
    float[] location = table.valuesOf(name + "Location", vector);
    float[] logRate = table.valuesOf(name + "LogRate", vector);
    double[][] moments = new double[scalars][2];
    for (int scalar = 0; scalar < scalars; scalar++) {
      double total = 0;
      double first = 0;
      double second = 0;
      for (int k = scalar * COMPONENTS; k < (scalar + 1) * COMPONENTS; k++) {
        double w = Math.exp(weight[k]);
        double at = LOCATION_BOUND * Math.tanh(location[k]);
        double rate = LOG_RATE_BOUND * Math.tanh(logRate[k] / LOG_RATE_BOUND);
        double variance = Math.PI * Math.PI / 3 * Math.exp(-2 * rate);
        total += w;
        first += w * at;
        second += w * (at * at + variance);
      }
      moments[scalar][0] = first / total;
      moments[scalar][1] = Math.sqrt(second / total - moments[scalar][0] * moments[scalar][0]);
    }
    return moments;
  }
}
