package io.headwater.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.ModalityShape;
import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import io.headwater.sensor.Resampling;
import java.time.Duration;
import java.util.List;

/**
 * One modality in the YAML file; see {@code src/docs/configuration.md} for the keys.
 *
 * @param name unique, lower-case letters, digits, dot, dash and underscore
 * @param kind time-series, image or tabular
 * @param topic topic its chunks arrive on; {@code sensor.<name>} when absent
 * @param channels channel names; absent for an image
 * @param rate grid rate in Hz, for a time series
 * @param resampling mean, linear or hold
 * @param maxGap longest silence bridged by linear or carried by hold
 * @param image rows, columns and colours of a picture
 * @param encoder network family; chosen by kind when absent
 * @param encoderWidth planes of the first stage of resnet-18, default 64; null for other encoders,
 *     and then not part of a fingerprint
 * @param latents causal latents, default 2, or auto for a number counted from the data
 * @param maxLatents greatest number that auto may choose, default 4; null without auto, and then
 *     not part of a fingerprint
 * @param exogenous private components, default 1
 */
public record ModalityConfig(
    String name,
    ModalityKind kind,
    String topic,
    List<String> channels,
    Double rate,
    Resampling resampling,
    Duration maxGap,
    ImageConfig image,
    EncoderKind encoder,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer encoderWidth,
    LatentNumber latents,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer maxLatents,
    Integer exogenous) {

  public static final int DEFAULT_LATENTS = 2;
  public static final int DEFAULT_MAX_LATENTS = 4;
  public static final int DEFAULT_EXOGENOUS = 1;

  /** Ten seconds: longer than any ordinary radio drop-out, shorter than a sensor taken off. */
  public static final Duration DEFAULT_MAX_GAP = Duration.ofSeconds(10);

  public ModalityConfig {
    kind = kind == null ? ModalityKind.TIME_SERIES : kind;
    topic = topic == null && name != null ? "sensor." + name : topic;
    channels = channels == null ? List.of() : List.copyOf(channels);
    resampling = resampling == null ? Resampling.MEAN : resampling;
    maxGap = maxGap == null ? DEFAULT_MAX_GAP : maxGap;
    encoder = encoder == null ? defaultEncoder(kind) : encoder;
    if (encoderWidth == null && encoder.hasWidth()) {
      encoderWidth = encoder.defaultWidth();
    }
    latents = latents == null ? LatentNumber.of(DEFAULT_LATENTS) : latents;
    if (maxLatents == null && latents.isAuto()) {
      maxLatents = DEFAULT_MAX_LATENTS;
    }
    exogenous = exogenous == null ? (Integer) DEFAULT_EXOGENOUS : exogenous;
    if (channels.isEmpty() && image != null) {
      channels = image.pixelNames();
    }
  }

  private static EncoderKind defaultEncoder(ModalityKind kind) {
    return switch (kind) {
      case TIME_SERIES -> EncoderKind.TEMPORAL_CONVOLUTION;
      case IMAGE -> EncoderKind.CONVOLUTION;
      case TABULAR -> EncoderKind.MLP;
    };
  }

  /** The aligner's view. */
  public Modality toModality() {
    return new Modality(name, kind, channels, rate == null ? 0 : rate, resampling, maxGap);
  }

  /** The number of latents, or the greatest that may be counted. */
  public int mostLatents() {
    return latents.isAuto() ? maxLatents : latents.number();
  }

  /** The estimator's view, for windows of the given size; as wide as latents may be counted. */
  public ModalityShape toShape(Duration windowSize) {
    return new ModalityShape(
        name,
        kind,
        toModality().gridSteps(windowSize),
        channels.size(),
        image == null ? 0 : image.height(),
        image == null ? 0 : image.width(),
        image == null ? 0 : image.depth(),
        encoder,
        encoderWidth == null ? 0 : encoderWidth,
        mostLatents(),
        exogenous);
  }
}
