package io.headwater.model.sharing;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;

/**
 * Moving means of codes and their covariances, also between modalities, over recent mini-batches,
 * so that they follow encoders as they move. Bounded: one matrix of all codes.
 */
public final class CodeMoments {
  private final double decay;
  private final int[] widths;
  private final int[] first;
  private final int nodes;
  private final double[] mean;
  private final double[] meanWeight;
  private final double[] products;
  private final double[] productWeight;

  /**
   * @param widths code dimensions of each modality
   * @param decay weight of the past at each batch
   */
  public CodeMoments(int[] widths, double decay) {
    this.widths = widths.clone();
    this.decay = decay;
    first = new int[widths.length];
    for (int m = 1; m < widths.length; m++) {
      first[m] = first[m - 1] + widths[m - 1];
    }
    nodes = first[widths.length - 1] + widths[widths.length - 1];
    mean = new double[nodes];
    meanWeight = new double[widths.length];
    products = new double[nodes * nodes];
    productWeight = new double[widths.length * widths.length];
  }

  /** Of one sample, every row of which counts the same. */
  public static CodeMoments of(ComponentRows codes) {
    CodeMoments moments = new CodeMoments(codes.widths(), 0);
    moments.observe(codes);
    return moments;
  }

  CodeMoments copy() {
    CodeMoments copy = new CodeMoments(widths, decay);
    System.arraycopy(mean, 0, copy.mean, 0, mean.length);
    System.arraycopy(meanWeight, 0, copy.meanWeight, 0, meanWeight.length);
    System.arraycopy(products, 0, copy.products, 0, products.length);
    System.arraycopy(productWeight, 0, copy.productWeight, 0, productWeight.length);
    return copy;
  }

  /** Takes a batch; pairs of modalities without common rows stay as they are. */
  public void observe(ComponentRows codes) {
    for (int m = 0; m < widths.length; m++) {
      int[] own = codes.common(m, m);
      if (own.length > 0) {
        meanWeight[m] = decay * meanWeight[m] + 1 - decay;
        for (int a = 0; a < widths[m]; a++) {
          double sum = 0;
          for (int r : own) {
            sum += codes.values()[m][r * widths[m] + a];
          }
          mean[first[m] + a] = decay * mean[first[m] + a] + (1 - decay) * sum / own.length;
        }
      }
      for (int n = m; n < widths.length; n++) {
        observe(codes, m, n, codes.common(m, n));
      }
    }
  }

  private void observe(ComponentRows codes, int m, int n, int[] rows) {
    if (rows.length == 0) {
      return;
    }
    int pair = m * widths.length + n;
    productWeight[pair] = decay * productWeight[pair] + 1 - decay;
    for (int a = 0; a < widths[m]; a++) {
      for (int b = 0; b < widths[n]; b++) {
        double sum = 0;
        for (int r : rows) {
          sum +=
              (double) codes.values()[m][r * widths[m] + a] * codes.values()[n][r * widths[n] + b];
        }
        int at = (first[m] + a) * nodes + first[n] + b;
        products[at] = decay * products[at] + (1 - decay) * sum / rows.length;
      }
    }
  }

  public int[] widths() {
    return widths.clone();
  }

  /** Whether every modality was seen. */
  public boolean ready() {
    for (double weight : meanWeight) {
      if (weight == 0) {
        return false;
      }
    }
    return true;
  }

  double mean(int modality, int dimension) {
    return mean[first[modality] + dimension] / meanWeight[modality];
  }

  /** Covariance of two code dimensions; 0 between modalities never seen together. */
  double covariance(int m, int a, int n, int b) {
    if (m > n) {
      return covariance(n, b, m, a);
    }
    double weight = productWeight[m * widths.length + n];
    return weight == 0
        ? 0
        : products[(first[m] + a) * nodes + first[n] + b] / weight - mean(m, a) * mean(n, b);
  }

  /** Writes means, products and their weights. */
  public void write(StateWriter out) {
    out.writeDoubles(mean);
    out.writeDoubles(meanWeight);
    out.writeDoubles(products);
    out.writeDoubles(productWeight);
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) {
    in.readDoublesInto(mean);
    in.readDoublesInto(meanWeight);
    in.readDoublesInto(products);
    in.readDoublesInto(productWeight);
  }
}
