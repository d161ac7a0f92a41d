package io.headwater.config;

import io.headwater.estimator.EncoderKind;
import io.headwater.sensor.ModalityKind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The declared modalities, each by itself and all together, and the topics of the whole job. */
final class ModalityCheck {
  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");
  static final int MOST_LATENTS = 64;

  /** Four times the published width: 180 million parameters. */
  private static final int MOST_ENCODER_WIDTH = 256;

  /** A million floats a window and modality: more is a mistaken rate, not a sensor. */
  private static final double MOST_CELLS = 1_000_000;

  private final HeadwaterConfig config;
  private final Problems problems;
  private final Ranges ranges;

  ModalityCheck(HeadwaterConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
    this.ranges = new Ranges(problems);
  }

  void run() {
    if (config.modalities().isEmpty()) {
      problems.add(
          "modalities", "none is declared; declare at least one with name, rate and channels.");
    }
    for (int i = 0; i < config.modalities().size(); i++) {
      modality(config.modalities().get(i), "modalities[" + i + "]");
    }
    names();
    topics();
  }

  private void modality(ModalityConfig modality, String path) {
    if (modality.name() == null) {
      problems.add(path + ".name", "is missing; give the modality a name such as wristband.");
    } else if (!NAME.matcher(modality.name()).matches()) {
      problems.add(
          path + ".name",
          "'%s' is not a modality name; use at most 63 lower-case letters, digits, dot, dash and underscore."
              .formatted(modality.name()));
    }
    latents(modality, path);
    ranges.between(path + ".exogenous", modality.exogenous(), 0, MOST_LATENTS);
    ranges.notNegative(path + ".max-gap", modality.maxGap());
    encoder(modality, path);
    if (modality.kind() == ModalityKind.IMAGE) {
      image(modality, path);
    } else if (modality.image() != null) {
      problems.add(
          path + ".image",
          "only an image has a shape, and this modality is %s; remove it or say kind: image."
              .formatted(KebabCase.of(modality.kind())));
    } else {
      channels(modality, path);
    }
    rate(modality, path);
  }

  private void latents(ModalityConfig modality, String path) {
    if (!modality.latents().isAuto()) {
      ranges.between(path + ".latents", modality.latents().number(), 1, MOST_LATENTS);
      if (modality.maxLatents() != null) {
        problems.add(
            path + ".max-latents",
            "bounds what latents: auto may choose, and latents is %s; remove it or say latents: auto."
                .formatted(modality.latents()));
      }
      return;
    }
    if (config.modalities().size() < 2) {
      problems.add(
          path + ".latents",
          "auto counts what a modality shares with others, and there is no other; give a number.");
    }
    ranges.between(path + ".max-latents", modality.maxLatents(), 2, MOST_LATENTS);
  }

  private void channels(ModalityConfig modality, String path) {
    if (modality.channels().isEmpty()) {
      problems.add(path + ".channels", "is missing; list the channels, such as [hr, spo2].");
    }
    Set<String> seen = new HashSet<>();
    for (int c = 0; c < modality.channels().size(); c++) {
      String channel = modality.channels().get(c);
      String at = path + ".channels[" + c + "]";
      if (channel.isBlank()) {
        problems.add(at, "is blank; give the channel a name.");
      } else if (!seen.add(channel)) {
        problems.add(at, "'%s' appears twice; rename or remove one.".formatted(channel));
      }
    }
  }

  private void image(ModalityConfig modality, String path) {
    ImageConfig image = modality.image();
    if (image == null) {
      problems.add(
          path + ".image",
          "is missing; give its shape, such as {height: 28, width: 28, depth: 1}.");
      return;
    }
    ranges.between(path + ".image.height", image.height(), 1, ImageConfig.MAX_PIXELS);
    ranges.between(path + ".image.width", image.width(), 1, ImageConfig.MAX_PIXELS);
    ranges.between(path + ".image.depth", image.depth(), 1, 16);
    if (image.values() > ImageConfig.MAX_PIXELS) {
      problems.add(
          path + ".image",
          "%d × %d × %d is %d values; use at most %d."
              .formatted(
                  image.height(),
                  image.width(),
                  image.depth(),
                  image.values(),
                  ImageConfig.MAX_PIXELS));
    } else if (image.values() > 0 && modality.channels().size() != image.values()) {
      problems.add(
          path + ".channels",
          "names %d channels but the image has %d × %d × %d = %d values; remove the list or make them agree."
              .formatted(
                  modality.channels().size(),
                  image.height(),
                  image.width(),
                  image.depth(),
                  image.values()));
    }
  }

  private void rate(ModalityConfig modality, String path) {
    Double rate = modality.rate();
    if (modality.kind() != ModalityKind.TIME_SERIES) {
      if (rate != null) {
        problems.add(
            path + ".rate",
            "%s has no meaning for kind %s; remove it."
                .formatted(rate, KebabCase.of(modality.kind())));
      }
      return;
    }
    if (rate == null) {
      problems.add(
          path + ".rate", "is missing; a time series needs its grid rate in Hz, such as 8.");
      return;
    }
    if (!(rate > 0)) {
      problems.add(
          path + ".rate",
          "%s Hz is not positive; give the grid rate in Hz, such as 8.".formatted(rate));
      return;
    }
    double steps = config.window().size().toMillis() / 1000.0 * rate;
    if (steps < 1 && steps > 0) {
      problems.add(
          path + ".rate",
          "at %s Hz a window of %s holds no sample; raise the rate or window.size."
              .formatted(rate, DurationText.print(config.window().size())));
    } else if (steps * modality.channels().size() > MOST_CELLS) {
      problems.add(
          path + ".rate",
          "at %s Hz a window of %s holds more than a million values; lower the rate or window.size."
              .formatted(rate, DurationText.print(config.window().size())));
    }
  }

  private void encoder(ModalityConfig modality, String path) {
    Set<EncoderKind> fit =
        switch (modality.kind()) {
          case TIME_SERIES ->
              EnumSet.of(EncoderKind.TEMPORAL_CONVOLUTION, EncoderKind.LSTM, EncoderKind.MLP);
          case IMAGE -> EnumSet.of(EncoderKind.CONVOLUTION, EncoderKind.RESNET_18, EncoderKind.MLP);
          case TABULAR -> EnumSet.of(EncoderKind.MLP);
        };
    if (!fit.contains(modality.encoder())) {
      problems.add(
          path + ".encoder",
          "'%s' cannot read kind %s; use %s."
              .formatted(
                  KebabCase.of(modality.encoder()),
                  KebabCase.of(modality.kind()),
                  fit.stream().map(KebabCase::of).collect(Collectors.joining(" or "))));
    }
    encoderWidth(modality, path);
  }

  private void encoderWidth(ModalityConfig modality, String path) {
    Integer width = modality.encoderWidth();
    if (modality.encoder().hasWidth()) {
      ranges.between(path + ".encoder-width", width, 1, MOST_ENCODER_WIDTH);
    } else if (width != null) {
      problems.add(
          path + ".encoder-width",
          "only resnet-18 has a width, and this encoder is %s; remove it or say encoder: resnet-18."
              .formatted(KebabCase.of(modality.encoder())));
    }
  }

  private void names() {
    Map<String, Integer> first = new HashMap<>();
    List<ModalityConfig> modalities = config.modalities();
    for (int i = 0; i < modalities.size(); i++) {
      String name = modalities.get(i).name();
      Integer earlier = name == null ? null : first.putIfAbsent(name, i);
      if (earlier != null) {
        problems.add(
            "modalities[" + i + "].name",
            "'%s' is already the name of modalities[%d]; rename one.".formatted(name, earlier));
      }
    }
  }

  private void topics() {
    Map<String, String> owners = new HashMap<>();
    for (int i = 0; i < config.modalities().size(); i++) {
      topic(config.modalities().get(i).topic(), "modalities[" + i + "].topic", owners);
    }
    OutputTopics topics = config.kafka().topics();
    topic(topics.latents(), "kafka.topics.latents", owners);
    topic(topics.graphs(), "kafka.topics.graphs", owners);
    topic(topics.models(), "kafka.topics.models", owners);
    topic(topics.late(), "kafka.topics.late", owners);
    topic(topics.rejected(), "kafka.topics.rejected", owners);
  }

  private void topic(String topic, String path, Map<String, String> owners) {
    if (topic == null) {
      return;
    }
    if (!TOPIC.matcher(topic).matches()) {
      // A topic that follows from a bad name was not written; the name is blamed already.
      if (problems.isWritten(path)) {
        problems.add(
            path,
            "'%s' is not a Kafka topic; use at most 249 letters, digits, dot, dash and underscore."
                .formatted(topic));
      }
      return;
    }
    String owner = owners.putIfAbsent(topic, path);
    if (owner == null || sameName(path, owner)) {
      return;
    }
    problems.add(
        path, "'%s' is already the topic of %s; each needs its own.".formatted(topic, owner));
  }

  /** Two modalities of one name share the default topic; the name is blamed, not the topic. */
  private boolean sameName(String path, String owner) {
    return !problems.isWritten(path) && !problems.isWritten(owner) && path.startsWith("modalities");
  }
}
