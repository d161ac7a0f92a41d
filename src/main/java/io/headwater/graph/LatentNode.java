package io.headwater.graph;

import java.util.List;
import java.util.Objects;

/**
 * A latent component as a node of the causal graph.
 *
 * @param id stable identity, {@code <modality>.z<component>}
 * @param modality the modality it belongs to
 * @param component index within the modality, from 0
 * @param sharedWith ids of nodes of other modalities that are the same latent; the first of all of
 *     them in the graph's order carries the edges
 */
public record LatentNode(String id, String modality, int component, List<String> sharedWith) {
  public LatentNode {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(modality, "modality");
    sharedWith = List.copyOf(sharedWith);
  }

  /** A latent of one modality alone, as far as is known. */
  public LatentNode(String id, String modality, int component) {
    this(id, modality, component, List.of());
  }

  public static LatentNode of(String modality, int component) {
    return new LatentNode(modality + ".z" + component, modality, component);
  }

  /** The same latent as nodes of other modalities. */
  public LatentNode sharedWith(List<String> ids) {
    return new LatentNode(id, modality, component, ids);
  }
}
