package io.headwater.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a model was shaped by and keeps for life, in words: the settings that a checkpoint's
 * configuration and the one it is restored under must share. Everything else may change between
 * them: rates and positions of learning, restarts and steps of re-solves, lateness, waits, topics,
 * brokers, folders, parallelism.
 *
 * @param fingerprint of the whole configuration, {@link ConfigFingerprint}
 * @param settings value by key, as a configuration names them
 */
public record ModelShape(String fingerprint, SortedMap<String, String> settings)
    implements Serializable {
  private static final String MODALITIES = "modalities";

  public ModelShape {
    Objects.requireNonNull(fingerprint, "fingerprint");
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  public static ModelShape of(HeadwaterConfig config) {
    TreeMap<String, String> settings = new TreeMap<>();
    settings.put("seed", config.seed().toString());
    settings.put("window.size", DurationText.print(config.window().size()));
    settings.put("window.slide", DurationText.print(config.window().slide()));
    // The unfinished batch is part of the state.
    settings.put("learning.batch", config.learning().batch().toString());
    settings.put("estimator.kind", config.estimator().kind());
    settings.put("estimator.hidden", config.estimator().hidden().toString());
    own(config.estimator()).forEach((key, value) -> settings.put("estimator." + key, value));
    settings.put("estimator.graph", ShapeText.of(config.estimator().shaping().graph()));
    settings.put(
        "subjects.baseline-windows",
        config.baselineWindows() == 0 ? "none" : String.valueOf(config.baselineWindows()));
    settings.put("shared", ShapeText.of(config.shared()));
    settings.put(
        MODALITIES, config.modalities().stream().map(ModalityConfig::name).toList().toString());
    for (ModalityConfig modality : config.modalities()) {
      modality(modality).forEach((key, value) -> settings.put(key, String.valueOf(value)));
    }
    return new ModelShape(ConfigFingerprint.of(config), settings);
  }

  /** The settings of an estimator's own kind. */
  private static TreeMap<String, String> own(EstimatorConfig estimator) {
    TreeMap<String, String> own = new TreeMap<>();
    if (estimator.coupled() != null) {
      own.put("coupled.geometry", KebabCase.of(estimator.coupled().geometry()));
      own.put("coupled.queue", estimator.coupled().queue().toString());
    }
    if (estimator.mixture() != null) {
      own.put("mixture.dimensions", estimator.mixture().dimensions().toString());
      own.put("mixture.categories", estimator.mixture().categories().toString());
      if (estimator.mixture().experts() != null) {
        own.put("mixture.experts", estimator.mixture().experts().toString());
      }
    }
    if (estimator.sharing() != null) {
      own.put("sharing.specific-causes", KebabCase.of(estimator.sharing().specificCauses()));
    }
    return own;
  }

  private static TreeMap<String, Object> modality(ModalityConfig m) {
    TreeMap<String, Object> own = new TreeMap<>();
    own.put("kind", KebabCase.of(m.kind()));
    own.put("channels", m.channels().size() > MOST_NAMED ? m.channels().size() : m.channels());
    own.put("rate", m.rate() == null ? "none" : m.rate());
    own.put("image", ShapeText.of(m.image()));
    own.put("encoder", KebabCase.of(m.encoder()));
    own.put("encoder-width", m.encoderWidth() == null ? "none" : m.encoderWidth());
    own.put("latents", m.latents().isAuto() ? "auto" : m.latents().number());
    own.put("max-latents", m.maxLatents() == null ? "none" : m.maxLatents());
    own.put("exogenous", m.exogenous());
    TreeMap<String, Object> named = new TreeMap<>();
    own.forEach((key, value) -> named.put(MODALITIES + "[" + m.name() + "]." + key, value));
    return named;
  }

  /** Pixels have names by their position; their number says all. */
  private static final int MOST_NAMED = 256;

  /**
   * Why a model of this shape cannot go on under a configuration, as a sentence; empty when it can.
   */
  public Optional<String> problem(ModelShape configured) {
    TreeSet<String> keys = new TreeSet<>(settings.keySet());
    keys.addAll(configured.settings().keySet());
    List<String> different =
        keys.stream().filter(key -> !value(key).equals(configured.value(key))).toList();
    if (different.isEmpty()) {
      return Optional.empty();
    }
    // Where a modality came or went, its own settings only repeat it.
    String key = different.contains(MODALITIES) ? MODALITIES : different.get(0);
    String more =
        different.size() == 1 || key.equals(MODALITIES)
            ? ""
            : " (%d more differ: %s)"
                .formatted(
                    different.size() - 1,
                    String.join(", ", different.subList(1, different.size())));
    return Optional.of(
        "The checkpoint's model was learned with %s %s, the configuration says %s%s; a model keeps it for life. Set it back, or begin anew without --restore."
            .formatted(key, value(key), configured.value(key), more));
  }

  /** A setting that there was not yet when a checkpoint was taken had its default, none. */
  private String value(String key) {
    return settings.getOrDefault(key, ShapeText.NONE);
  }
}
