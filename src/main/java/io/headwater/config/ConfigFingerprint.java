package io.headwater.config;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Names what shaped a model: SHA-256 over the canonical form of modalities, shared blocks, windows,
 * baseline of subjects, estimator, learning and seed. Brokers, topics, folders, parallelism and
 * what is declared of links within modalities do not count, for they change no bit of it.
 */
public final class ConfigFingerprint {
  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .addMixIn(GraphConfig.class, WithoutWithin.class)
          .build();

  private ConfigFingerprint() {}

  /** It shapes no model, and graphs declared before there was such a key keep their names. */
  @JsonIgnoreProperties("within")
  interface WithoutWithin {}

  /** 64 hexadecimal digits. */
  public static String of(HeadwaterConfig config) {
    List<Object> shaping =
        new ArrayList<>(
            List.of(
                config.seed(),
                config.modalities().stream().map(ConfigFingerprint::withoutTopic).toList(),
                config.window(),
                estimator(config.estimator()),
                learning(config.learning())));
    if (!config.shared().isEmpty()) { // so that configurations without any keep theirs
      shaping.add(config.shared());
    }
    if (config.baselineWindows() > 0) {
      shaping.add(Map.of("baselineWindows", config.baselineWindows()));
    }
    try {
      byte[] canonical = CANONICAL.writeValueAsString(shaping).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("A configuration of plain records has a fingerprint.", e);
    }
  }

  /** Models learned before there was a weight decay to choose keep their names. */
  private static ObjectNode estimator(EstimatorConfig estimator) {
    ObjectNode node = CANONICAL.valueToTree(estimator.shaping());
    if (estimator.weightDecay() == EstimatorConfig.DEFAULT_WEIGHT_DECAY) {
      node.remove("weightDecay");
    }
    return node;
  }

  /** Watching for drift changes no bit, and models of before there was a watch keep their names. */
  private static ObjectNode learning(LearningConfig learning) {
    ObjectNode node = CANONICAL.valueToTree(learning);
    if (!learning.drift().shapesModels()) {
      node.remove("drift");
    }
    return node;
  }

  private static ModalityConfig withoutTopic(ModalityConfig m) {
    return new ModalityConfig(
        m.name(),
        m.kind(),
        null,
        m.channels(),
        m.rate(),
        m.resampling(),
        m.maxGap(),
        m.image(),
        m.encoder(),
        m.encoderWidth(),
        m.latents(),
        m.maxLatents(),
        m.exogenous());
  }
}
