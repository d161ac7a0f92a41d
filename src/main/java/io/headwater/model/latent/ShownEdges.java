package io.headwater.model.latent;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.LatentNode;
import java.util.ArrayList;
import java.util.List;

/** The edges of a solved model with their evidence, between components as shown. */
final class ShownEdges {
  private final LatentLayout layout;
  private final ShownComponents components;
  private final ModelState state;
  private final List<String> modalityNames;

  ShownEdges(LatentLayout layout, ModelState state, List<String> modalityNames) {
    this.layout = layout;
    this.components = new ShownComponents(layout, state);
    this.state = state;
    this.modalityNames = modalityNames;
  }

  /** Sorted by source and target. */
  List<CausalEdge> list() {
    List<CausalEdge> edges = new ArrayList<>();
    for (int source = 0; source < layout.nodes(); source++) {
      for (int target = 0; target < layout.nodes(); target++) {
        if (layout.isLatent(source) && layout.isLatent(target)) {
          int at = components.inner(source) * layout.nodes() + components.inner(target);
          boolean found = state.gates()[at] > 0;
          boolean shown = found || !layout.isWithin(at);
          if (state.evidence().candidate()[at] > 0 && shown) {
            edges.add(edge(source, target, at, found));
          }
        }
      }
    }
    return edges;
  }

  private CausalEdge edge(int source, int target, int at, boolean found) {
    EdgeEvidence evidence = state.evidence();
    int from = layout.modalityOf(source);
    int to = layout.modalityOf(target);
    // gates within a modality were held open, so that how likely they are open says nothing
    float probability = layout.isWithin(at) ? Float.NaN : evidence.probability()[at];
    return new CausalEdge(
        id(source),
        id(target),
        evidence.gain()[at],
        probability,
        evidence.stability()[at],
        evidence.directionGap()[from * layout.modalities() + to],
        found);
  }

  private String id(int shown) {
    int m = layout.modalityOf(shown);
    return LatentNode.of(modalityNames.get(m), shown - layout.node(m, 0)).id();
  }
}
