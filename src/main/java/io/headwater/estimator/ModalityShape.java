package io.headwater.estimator;

import io.headwater.sensor.ModalityKind;
import java.io.Serializable;
import java.util.Objects;

/**
 * What an estimator needs to know of one modality.
 *
 * @param name modality name
 * @param kind time series, image or tabular
 * @param steps grid cells along time; 1 unless a time series
 * @param channels columns of the grid; for an image height × width × depth
 * @param imageHeight rows of pixels; 0 unless an image
 * @param imageWidth columns of pixels; 0 unless an image
 * @param imageDepth colours per pixel; 0 unless an image (pixels are row-major, colour fastest)
 * @param encoder network family
 * @param latents number of causal latents, at least 1
 * @param exogenous number of modality-private noise components (the paper's eta), at least 0
 */
public record ModalityShape(
    String name,
    ModalityKind kind,
    int steps,
    int channels,
    int imageHeight,
    int imageWidth,
    int imageDepth,
    EncoderKind encoder,
    int latents,
    int exogenous)
    implements Serializable {
  public ModalityShape {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(encoder, "encoder");
    if (latents < 1 || exogenous < 0) {
      throw new IllegalArgumentException(
          "Modality '%s' asks for %d latents and %d exogenous components; use at least 1 and 0."
              .formatted(name, latents, exogenous));
    }
  }

  /** Width of the code: latents plus exogenous components. */
  public int codeWidth() {
    return latents + exogenous;
  }
}
