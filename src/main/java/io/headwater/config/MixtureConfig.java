package io.headwater.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of the kind {@code mixture}.
 *
 * @param dimensions width of the continuous latent that all modalities share, from 1; default 2
 * @param categories number of categories of each node of the causal graph, from 2 each; default two
 *     nodes of two
 * @param experts formula by modality, in the place of its decoder; null for none, and then not part
 *     of a fingerprint
 */
public record MixtureConfig(
    Integer dimensions,
    List<Integer> categories,
    @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, String> experts) {
  public static final int DEFAULT_DIMENSIONS = 2;
  public static final List<Integer> DEFAULT_CATEGORIES = List.of(2, 2);

  public MixtureConfig {
    dimensions = dimensions == null ? (Integer) DEFAULT_DIMENSIONS : dimensions;
    categories = categories == null ? DEFAULT_CATEGORIES : List.copyOf(categories);
    experts = experts == null || experts.isEmpty() ? null : new TreeMap<>(experts);
  }

  /** Formula by modality; empty for none. */
  public Map<String, String> formulas() {
    return experts == null ? Map.of() : Map.copyOf(experts);
  }

  static MixtureConfig defaults() {
    return new MixtureConfig(null, null, null);
  }
}
