package io.headwater.model.latent;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ejml.simple.SimpleMatrix;

/**
 * One flow made of a flow and a linear flow after it: the last linear layer of the first takes up
 * the second. The product is written again as an orthogonal basis times an upper triangle with a
 * positive diagonal (QR), which is a layer of {@link UnmixingFlow} with an empty lower part.
 */
final class Composition {
  private final LatentNetwork network;
  private final LatentNetwork linear;
  private final int size;

  Composition(LatentNetwork network, LatentNetwork linear) {
    this.network = network;
    this.linear = linear;
    this.size = network.layout().codeWidth();
  }

  /** Where one replica of the whole network starts. */
  record Start(float[] parameters, float[] bases) {}

  Start of(Turning.Turned turned) {
    float[] parameters = turned.flow().parameters().clone();
    float[] bases = turned.flow().bases().clone();
    network.copyPrior(linear, turned.parameters(), parameters);
    int last = network.flow().linearLayers() - 1;
    for (int m = 0; m < network.layout().modalities(); m++) {
      UnmixingFlow.LinearLayer first =
          network.flow().layer(network.table(), parameters, bases, last, m);
      UnmixingFlow.LinearLayer second =
          linear.flow().layer(linear.table(), turned.parameters(), turned.bases(), 0, m);
      SimpleMatrix weights = first.weights().mult(second.weights());
      SimpleMatrix shift = first.shift().mult(second.weights()).plus(second.shift());
      place(weights, shift, last, m, parameters, bases);
    }
    return new Start(parameters, bases);
  }

  private void place(
      SimpleMatrix weights,
      SimpleMatrix shift,
      int layer,
      int modality,
      float[] parameters,
      float[] bases) {
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(size, size);
    DMatrixRMaj input = weights.getDDRM().copy();
    if (!qr.decompose(input)) {
      throw new IllegalStateException("A flow with a singular linear layer cannot be continued.");
    }
    DMatrixRMaj q = qr.getQ(null, false);
    DMatrixRMaj r = qr.getR(null, false);
    for (int i = 0; i < size; i++) {
      if (r.get(i, i) < 0) { // signs move into the basis, so that the diagonal has a logarithm
        CommonOps_DDRM.scaleRow(-1, r, i);
        CommonOps_DDRM.scaleCol(-1, q, i);
      }
    }
    network
        .flow()
        .place(
            network.table(),
            new UnmixingFlow.Triangular(SimpleMatrix.wrap(q), SimpleMatrix.wrap(r), shift),
            layer,
            modality,
            parameters,
            bases);
  }
}
