package io.headwater.config;

import io.headwater.estimator.SharedBlock;
import java.util.List;

/**
 * Latents that several modalities contain, as one block.
 *
 * @param name what its latents are called after
 * @param latents number of latents, default 1
 * @param modalities those that contain them, at least two
 */
public record SharedConfig(String name, Integer latents, List<String> modalities) {
  public static final int DEFAULT_LATENTS = 1;

  public SharedConfig {
    latents = latents == null ? (Integer) DEFAULT_LATENTS : latents;
    modalities = modalities == null ? List.of() : List.copyOf(modalities);
  }

  /**
   * @param declared names of the modalities in declared order, those of this block among them
   */
  public SharedBlock toBlock(List<String> declared) {
    return new SharedBlock(name, latents, modalities.stream().map(declared::indexOf).toList());
  }
}
