package io.headwater.estimator.sun;

import io.headwater.estimator.ComponentBlock;
import io.headwater.estimator.network.CodeStatistics;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;

/**
 * Whitening of a modality's code, the latent and the exogenous part each by itself, so that the
 * split found by the encoder is kept.
 */
record CodeWhitening(BlockWhitening latents, BlockWhitening exogenous) {

  /**
   * @param shared dimensions of shared blocks, which stand between the two parts in the statistics
   */
  static CodeWhitening standardising(CodeStatistics statistics, ComponentBlock block, int shared) {
    int latents = block.latents();
    return new CodeWhitening(
        BlockWhitening.standardising(statistics, 0, latents),
        BlockWhitening.standardising(statistics, latents + shared, latents, block.exogenous()));
  }

  static CodeWhitening identity(ComponentBlock block) {
    return new CodeWhitening(
        BlockWhitening.identity(0, block.latents()),
        BlockWhitening.identity(block.latents(), block.exogenous()));
  }

  /**
   * @param codes (row, code width)
   */
  static CodeWhitening of(float[] codes, ComponentBlock block, byte[] present) {
    return new CodeWhitening(
        BlockWhitening.of(codes, block.width(), 0, block.latents(), present),
        BlockWhitening.of(codes, block.width(), block.latents(), block.exogenous(), present));
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

  static CodeWhitening read(StateReader in, ComponentBlock block) {
    return new CodeWhitening(
        BlockWhitening.read(in, 0, block.latents()),
        BlockWhitening.read(in, block.latents(), block.exogenous()));
  }
}
