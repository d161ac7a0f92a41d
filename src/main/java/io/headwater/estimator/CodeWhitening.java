package io.headwater.estimator;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;

/**
 * Whitening of a modality's code, the latent and the exogenous part each by itself, so that the
 * split found by the encoder is kept.
 */
record CodeWhitening(BlockWhitening latents, BlockWhitening exogenous) {

  static CodeWhitening standardising(CodeStatistics statistics, ModalityShape shape) {
    return new CodeWhitening(
        BlockWhitening.standardising(statistics, 0, shape.latents()),
        BlockWhitening.standardising(statistics, shape.latents(), shape.exogenous()));
  }

  /**
   * @param codes (row, code width)
   */
  static CodeWhitening of(float[] codes, ModalityShape shape, byte[] present) {
    return new CodeWhitening(
        BlockWhitening.of(codes, shape.codeWidth(), 0, shape.latents(), present),
        BlockWhitening.of(codes, shape.codeWidth(), shape.latents(), shape.exogenous(), present));
  }

  /** Whitened codes (row, code width); absent rows are 0. */
  float[] apply(float[] codes, byte[] present) {
    int width = latents.count() + exogenous.count();
    float[] out = new float[present.length * width];
    latents.apply(codes, width, present, out);
    exogenous.apply(codes, width, present, out);
    return out;
  }

  /** Log of the map's volume factor, nats. */
  double logDeterminant() {
    return latents.logDeterminant() + exogenous.logDeterminant();
  }

  void write(StateWriter out) {
    latents.write(out);
    exogenous.write(out);
  }

  static CodeWhitening read(StateReader in, ModalityShape shape) {
    return new CodeWhitening(
        BlockWhitening.read(in, 0, shape.latents()),
        BlockWhitening.read(in, shape.latents(), shape.exogenous()));
  }
}
