package io.headwater.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The directions in which rows spread most, from the inner products of the rows: for rows with more
 * values than there are rows.
 */
public final class PrincipalComponents {
  private final double[] mean;
  private final double[][] directions; // component × value, unit length

  private PrincipalComponents(double[] mean, double[][] directions) {
    this.mean = mean;
    this.directions = directions;
  }

  /**
   * @param rows row × value; time grows with the cube of their number
   * @param components at most the number of rows less one
   */
  public static PrincipalComponents of(float[][] rows, int components) {
    if (components < 1 || components >= rows.length) {
      throw new IllegalArgumentException(
          "%d rows spread in at most %d directions; %d principal components were asked for."
              .formatted(rows.length, Math.max(0, rows.length - 1), components));
    }
    double[] mean = new double[rows[0].length];
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / (double) rows.length;
      }
    }
    DMatrixRMaj centred = new DMatrixRMaj(rows.length, mean.length);
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < mean.length; i++) {
        centred.set(r, i, rows[r][i] - mean[i]);
      }
    }
    DMatrixRMaj products = new DMatrixRMaj(rows.length, rows.length);
    CommonOps_DDRM.multTransB(centred, centred, products);
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(rows.length, true, true);
    if (!eigen.decompose(products)) {
      throw new IllegalStateException(
          "The inner products of %d rows could not be decomposed; look for values that are not finite."
              .formatted(rows.length));
    }
    int[] strongest =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -eigen.getEigenvalue(k).getReal()))
            .limit(components)
            .mapToInt(Integer::intValue)
            .toArray();
    double[][] directions = new double[components][];
    for (int c = 0; c < components; c++) {
      DMatrixRMaj direction = new DMatrixRMaj(mean.length, 1);
      CommonOps_DDRM.multTransA(centred, eigen.getEigenVector(strongest[c]), direction);
      double length = Math.sqrt(CommonOps_DDRM.dot(direction, direction));
      CommonOps_DDRM.scale(length > 0 ? 1 / length : 0, direction);
      directions[c] = direction.data.clone();
    }
    return new PrincipalComponents(mean, directions);
  }

  /** Where a row lies along each direction. */
  public double[] project(float[] row) {
    return Arrays.stream(directions)
        .mapToDouble(
            d -> IntStream.range(0, mean.length).mapToDouble(i -> d[i] * (row[i] - mean[i])).sum())
        .toArray();
  }
}
