package io.headwater.model.latent;

/**
 * Held-out gain of each edge in nats and its standard error; (replica, parent, child).
 *
 * @param gain 0 where there is no edge
 */
record EdgeGains(float[] gain, float[] standardError) {

  /** An edge must stand out from its own sampling error, which matters with few rows. */
  private static final double STANDARD_ERRORS = 2;

  /**
   * @param least gain that is worth an edge, nats
   */
  boolean pays(int edge, double least) {
    return gain[edge] >= Math.max(least, STANDARD_ERRORS * standardError[edge]);
  }

  /** Running sums over chunks of rows. */
  static final class Sums {
    private final int replicas;
    private final int nodes;
    private final double[] sum;
    private final double[] squares;
    private final double[] rows;

    Sums(int replicas, int nodes) {
      this.replicas = replicas;
      this.nodes = nodes;
      this.sum = new double[replicas * nodes * nodes];
      this.squares = new double[sum.length];
      this.rows = new double[nodes * nodes];
    }

    /**
     * @param loss what each child loses without the parent, (replica, child, row)
     * @param present (node, row)
     */
    void add(int parent, float[] loss, float[] present, int count) {
      for (int child = 0; child < nodes; child++) {
        for (int b = 0; b < count; b++) {
          if (present[parent * count + b] > 0 && present[child * count + b] > 0) {
            rows[parent * nodes + child]++;
            for (int r = 0; r < replicas; r++) {
              double value = loss[(r * nodes + child) * count + b];
              int at = (r * nodes + parent) * nodes + child;
              sum[at] += value;
              squares[at] += value * value;
            }
          }
        }
      }
    }

    EdgeGains gains(float[] edges) {
      float[] gain = new float[sum.length];
      float[] standardError = new float[sum.length];
      for (int at = 0; at < sum.length; at++) {
        double n = rows[at % rows.length];
        if (edges[at] > 0 && n > 1) {
          double mean = sum[at] / n;
          double variance = Math.max(0, squares[at] / n - mean * mean);
          gain[at] = (float) mean;
          standardError[at] = (float) Math.sqrt(variance / (n - 1));
        }
      }
      return new EdgeGains(gain, standardError);
    }
  }
}
