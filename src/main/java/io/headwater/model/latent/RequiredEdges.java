package io.headwater.model.latent;

import java.util.List;

/** Keeps one edge at the least between modalities whose link the user requires. */
final class RequiredEdges {
  private final boolean[][] required;
  private final LatentLayout layout;

  RequiredEdges(List<GraphConstraints.Link> links, LatentLayout layout) {
    this.required = new boolean[layout.modalities()][layout.modalities()];
    this.layout = layout;
    links.forEach(link -> required[link.from()][link.to()] = true);
  }

  /**
   * Opens the likeliest edge of each required link that has none; both arrays (replica, parent,
   * child).
   *
   * @param gates 1 for edges, 0 for none; changed in place
   * @param probability of each edge to be open
   */
  void open(float[] gates, float[] probability) {
    int edges = layout.nodes() * layout.nodes();
    for (int first = 0; first < gates.length; first += edges) {
      for (int from = 0; from < required.length; from++) {
        for (int to = 0; to < required.length; to++) {
          if (required[from][to] && count(gates, first, from, to) == 0) {
            gates[likeliest(probability, first, from, to)] = 1;
          }
        }
      }
    }
  }

  /** Whether a required link would be without edges if this one went. */
  boolean isLast(int edge, float[] gates) {
    int edges = layout.nodes() * layout.nodes();
    int from = layout.modalityOf(edge % edges / layout.nodes());
    int to = layout.modalityOf(edge % layout.nodes());
    return required[from][to] && count(gates, edge - edge % edges, from, to) == 1;
  }

  private int count(float[] gates, int first, int from, int to) {
    int count = 0;
    for (int i = 0; i < layout.latents(from); i++) {
      for (int j = 0; j < layout.latents(to); j++) {
        count += gates[at(first, from, i, to, j)] > 0 ? 1 : 0;
      }
    }
    return count;
  }

  private int likeliest(float[] probability, int first, int from, int to) {
    int best = at(first, from, 0, to, 0);
    for (int i = 0; i < layout.latents(from); i++) {
      for (int j = 0; j < layout.latents(to); j++) {
        int edge = at(first, from, i, to, j);
        best = probability[edge] > probability[best] ? edge : best;
      }
    }
    return best;
  }

  private int at(int first, int from, int parent, int to, int child) {
    return first + layout.node(from, parent) * layout.nodes() + layout.node(to, child);
  }
}
