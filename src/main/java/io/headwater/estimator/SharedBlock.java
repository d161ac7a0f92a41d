package io.headwater.estimator;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * Latents that several modalities contain as a part of their own (Sun et al. 2025, appendix C.3).
 *
 * @param name name of the block; its latents are called after it, as those of a modality are
 * @param latents number of latents, at least 1
 * @param members places of the modalities that contain them, in ascending order, at least two
 */
public record SharedBlock(String name, int latents, List<Integer> members) implements Serializable {
  public SharedBlock {
    Objects.requireNonNull(name, "name");
    members = members.stream().distinct().sorted().toList();
    if (latents < 1 || members.size() < 2) {
      throw new IllegalArgumentException(
          "Shared block '%s' has %d latents in %d modalities; give it at least 1 latent and 2 modalities."
              .formatted(name, latents, members.size()));
    }
  }
}
