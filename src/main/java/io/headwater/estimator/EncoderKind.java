package io.headwater.estimator;

/** Network families an encoder can have. */
public enum EncoderKind {
  /** Dense layers; for tabular rows and short vectors. */
  MLP,
  /** Strided temporal convolutions over the grid. */
  TEMPORAL_CONVOLUTION,
  /** One LSTM layer over the grid. */
  LSTM,
  /** Small two-dimensional convolutional network; for images. */
  CONVOLUTION
}
