package io.headwater.config;

import java.util.List;

/**
 * Settings of the kind {@code mixture}.
 *
 * @param dimensions width of the continuous latent that all modalities share, from 1; default 2
 * @param categories number of categories of each node of the causal graph, from 2 each; default two
 *     nodes of two
 */
public record MixtureConfig(Integer dimensions, List<Integer> categories) {
  public static final int DEFAULT_DIMENSIONS = 2;
  public static final List<Integer> DEFAULT_CATEGORIES = List.of(2, 2);

  public MixtureConfig {
    dimensions = dimensions == null ? (Integer) DEFAULT_DIMENSIONS : dimensions;
    categories = categories == null ? DEFAULT_CATEGORIES : List.copyOf(categories);
  }

  static MixtureConfig defaults() {
    return new MixtureConfig(null, null);
  }
}
