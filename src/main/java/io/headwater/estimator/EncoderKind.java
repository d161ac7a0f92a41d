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
  CONVOLUTION,
  /** ResNet-18 of configurable width; for images whose content the small network cannot see. */
  RESNET_18;

  /** Planes of the first stage of ResNet-18 as published. */
  private static final int PUBLISHED_WIDTH = 64;

  /** Whether the width of its layers is a setting. */
  public boolean hasWidth() {
    return this == RESNET_18;
  }

  /** Width unless another is set; 0 where it is no setting. */
  public int defaultWidth() {
    return hasWidth() ? PUBLISHED_WIDTH : 0;
  }
}
