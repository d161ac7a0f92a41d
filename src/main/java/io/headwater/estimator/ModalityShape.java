package io.headwater.estimator;

import io.headwater.sensor.ModalityKind;
import java.io.Serializable;
import java.util.List;
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
 * @param encoderWidth planes of the first stage of {@link EncoderKind#RESNET_18}, at least 1; other
 *     families choose their own and have 0
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
    int encoderWidth,
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
    if (encoder.hasWidth() ? encoderWidth < 1 : encoderWidth != 0) {
      throw new IllegalArgumentException(
          "Modality '%s' asks for an encoder %s of width %d; resnet-18 needs at least 1, others 0."
              .formatted(name, encoder, encoderWidth));
    }
  }

  /** A modality whose encoder has its usual width. */
  public ModalityShape(
      String name,
      ModalityKind kind,
      int steps,
      int channels,
      int imageHeight,
      int imageWidth,
      int imageDepth,
      EncoderKind encoder,
      int latents,
      int exogenous) {
    this(
        name,
        kind,
        steps,
        channels,
        imageHeight,
        imageWidth,
        imageDepth,
        encoder,
        encoder.defaultWidth(),
        latents,
        exogenous);
  }

  /**
   * What a saved state is recognised by. A width that is no setting is left out, as in states from
   * before there were widths.
   */
  @Override
  public String toString() {
    String text =
        "ModalityShape[name=%s, kind=%s, steps=%d, channels=%d, imageHeight=%d, imageWidth=%d, imageDepth=%d, encoder=%s, "
            .formatted(name, kind, steps, channels, imageHeight, imageWidth, imageDepth, encoder);
    return text
        + (encoder.hasWidth() ? "encoderWidth=" + encoderWidth + ", " : "")
        + "latents=%d, exogenous=%d]".formatted(latents, exogenous);
  }

  /**
   * Refuses what no estimator can learn from.
   *
   * @throws IllegalArgumentException when there are no shapes, or two have one name
   */
  public static void check(List<ModalityShape> shapes) {
    if (shapes.isEmpty()) {
      throw new IllegalArgumentException("An estimator needs at least one modality; declare one.");
    }
    List<String> names = shapes.stream().map(ModalityShape::name).toList();
    if (names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException(
          "Two modalities have the same name among %s; rename one.".formatted(names));
    }
  }

  /** The same with another number of latents. */
  public ModalityShape withLatents(int count) {
    return new ModalityShape(
        name,
        kind,
        steps,
        channels,
        imageHeight,
        imageWidth,
        imageDepth,
        encoder,
        encoderWidth,
        count,
        exogenous);
  }

  /** Width of the code: latents plus exogenous components. */
  public int codeWidth() {
    return latents + exogenous;
  }
}
