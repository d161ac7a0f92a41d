package io.headwater.graph;

import java.util.Objects;

/**
 * A latent component as a node of the causal graph.
 *
 * @param id stable identity, {@code <modality>.z<component>}
 * @param modality the modality it belongs to
 * @param component index within the modality, from 0
 */
public record LatentNode(String id, String modality, int component) {
  public LatentNode {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(modality, "modality");
  }

  public static LatentNode of(String modality, int component) {
    return new LatentNode(modality + ".z" + component, modality, component);
  }
}
