package io.headwater.model.coupled;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.Whitening;
import org.ejml.simple.SimpleMatrix;

/**
 * The affine map from embeddings to components of unit variance.
 *
 * @param centre mean of the embeddings
 * @param matrix component × dimension
 */
public record Unmixing(double[] centre, SimpleMatrix matrix) {

  /** Leaves embeddings as they are. */
  public static Unmixing identity(int dimensions) {
    return new Unmixing(new double[dimensions], SimpleMatrix.identity(dimensions));
  }

  public int components() {
    return centre.length;
  }

  /** Components of rows. */
  public double[][] apply(double[][] sample) {
    return Whitening.map(centre, matrix, sample);
  }

  /**
   * The same components in another order and with other signs.
   *
   * @param order order[new] = old
   * @param sign sign[new] = ±1
   */
  public Unmixing rearranged(int[] order, float[] sign) {
    SimpleMatrix rows = new SimpleMatrix(matrix.getNumRows(), matrix.getNumCols());
    for (int k = 0; k < order.length; k++) {
      for (int d = 0; d < matrix.getNumCols(); d++) {
        rows.set(k, d, sign[k] * matrix.get(order[k], d));
      }
    }
    return new Unmixing(centre, rows);
  }

  public void write(StateWriter out) {
    out.writeDoubles(centre);
    double[] entries = new double[centre.length * centre.length];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = matrix.get(i);
    }
    out.writeDoubles(entries);
  }

  public static Unmixing read(StateReader in, int dimensions) {
    double[] centre = new double[dimensions];
    in.readDoublesInto(centre);
    double[] entries = new double[dimensions * dimensions];
    in.readDoublesInto(entries);
    return new Unmixing(centre, new SimpleMatrix(dimensions, dimensions, true, entries));
  }
}
