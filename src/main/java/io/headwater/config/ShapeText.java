package io.headwater.config;

import java.util.List;

/**
 * Groups of settings as checkpoints hold them. Written out here, field by field, so that a setting
 * added to a group changes no text of those that do not use it: a new one is appended only where it
 * differs from its default. The form is that of the first release, which took it from its records.
 */
final class ShapeText {
  static final String NONE = "none";

  private ShapeText() {}

  /**
   * @param graph what of it shapes a model; null for none
   */
  static String of(GraphConfig graph) {
    return graph == null
        ? NONE
        : "GraphConfig[order=%s, forbidden=%s, required=%s, cycles=%s, within=%s]"
            .formatted(
                graph.order(),
                links(graph.forbidden()),
                links(graph.required()),
                graph.cycles().name(),
                graph.within().name());
  }

  private static List<String> links(List<LinkConfig> links) {
    return links.stream()
        .map(link -> "LinkConfig[from=%s, to=%s]".formatted(link.from(), link.to()))
        .toList();
  }

  static String of(List<SharedConfig> shared) {
    return shared.stream()
        .map(
            block ->
                "SharedConfig[name=%s, latents=%d, modalities=%s]"
                    .formatted(block.name(), block.latents(), block.modalities()))
        .toList()
        .toString();
  }

  /**
   * @param image null for none
   */
  static String of(ImageConfig image) {
    return image == null
        ? NONE
        : "ImageConfig[height=%d, width=%d, depth=%d]"
            .formatted(image.height(), image.width(), image.depth());
  }
}
