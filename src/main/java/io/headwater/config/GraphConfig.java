package io.headwater.config;

import io.headwater.model.latent.GraphConstraints;
import java.util.List;

/**
 * What is known about the causal graph before any data; between whole modalities, because
 * components have no identity until they have been solved for.
 *
 * @param order modalities whose causal order is known, causes first
 * @param forbidden no edge leads from one to the other
 * @param required one precedes the other, and at least their strongest edge is kept
 * @param cycles whether effects may act back on their causes; if so, links have no direction
 * @param within whether latents of one modality may cause each other; data cannot always tell
 */
public record GraphConfig(
    List<String> order,
    List<LinkConfig> forbidden,
    List<LinkConfig> required,
    Cycles cycles,
    Within within) {

  /** Whether the graph may have cycles. */
  public enum Cycles {
    EXCLUDED,
    ALLOWED
  }

  public static final Cycles DEFAULT_CYCLES = Cycles.EXCLUDED;

  /** What is known of causal links between latents of one modality. */
  public enum Within {
    UNKNOWN,
    EXCLUDED
  }

  public static final Within DEFAULT_WITHIN = Within.UNKNOWN;

  public GraphConfig {
    order = order == null ? List.of() : List.copyOf(order);
    forbidden = forbidden == null ? List.of() : List.copyOf(forbidden);
    required = required == null ? List.of() : List.copyOf(required);
    cycles = cycles == null ? DEFAULT_CYCLES : cycles;
    within = within == null ? DEFAULT_WITHIN : within;
  }

  /** What of it shapes a model: {@code within} changes the reading of one alone. */
  GraphConfig shaping() {
    return new GraphConfig(order, forbidden, required, cycles, DEFAULT_WITHIN);
  }

  boolean declaresNothing() {
    return equals(new GraphConfig(null, null, null, null, null));
  }

  /**
   * @param modalities names in declared order, those of this graph among them
   */
  public GraphConstraints toConstraints(List<String> modalities) {
    return new GraphConstraints(
        order.stream().map(modalities::indexOf).toList(),
        links(forbidden, modalities),
        links(required, modalities),
        cycles == Cycles.ALLOWED,
        within == Within.EXCLUDED);
  }

  private static List<GraphConstraints.Link> links(
      List<LinkConfig> links, List<String> modalities) {
    return links.stream()
        .map(
            link ->
                new GraphConstraints.Link(
                    modalities.indexOf(link.from()), modalities.indexOf(link.to())))
        .toList();
  }
}
