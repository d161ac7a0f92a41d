package io.headwater.evaluate;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** The equations of a ridge regression (Hoerl and Kennard 1970). */
final class NormalEquations {
  private NormalEquations() {}

  /**
   * @param gram inner products of the inputs
   * @param cross inner products of inputs and targets, input × target
   * @param ridge added to the first {@code drawn} diagonal places
   * @param drawn inputs whose coefficients are drawn to 0; a constant comes after them
   * @return coefficients, input × target
   * @throws IllegalStateException when the inputs are not finite, or too large to be summed
   */
  static DMatrixRMaj solved(DMatrixRMaj gram, DMatrixRMaj cross, double ridge, int drawn) {
    DMatrixRMaj regularised = gram.copy();
    for (int i = 0; i < drawn; i++) {
      regularised.add(i, i, ridge);
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(gram.numCols);
    DMatrixRMaj coefficients = new DMatrixRMaj(gram.numCols, cross.numCols);
    if (!solver.setA(regularised)) {
      throw new IllegalStateException(
          "The probe's %d normal equations are not positive definite at ridge %s; check the inputs for enormous values and for such as are not finite."
              .formatted(gram.numCols, ridge));
    }
    solver.solve(cross.copy(), coefficients);
    return coefficients;
  }
}
