package io.headwater.estimator.partial;

import io.headwater.estimator.ComponentMatching;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.network.Codes;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.latent.CodeSample;
import io.headwater.model.latent.LatentModel;
import io.headwater.model.sharing.ComponentRows;
import io.headwater.model.sharing.Membership;
import java.util.ArrayList;
import java.util.List;

/**
 * From codes to published components: blocks, the solved latent model where there is one, and the
 * matching that keeps component ids stable. A shared latent is published in each modality that
 * contains it, with the same value.
 */
final class PartialStage implements AutoCloseable {
  private final List<ModalityShape> shapes;
  private SharingMaps maps;
  private LatentModel model;
  private ComponentMatching[] matching;

  PartialStage(List<ModalityShape> shapes) {
    this.shapes = shapes;
  }

  List<ModalityShape> shapes() {
    return shapes;
  }

  /** Whether membership was decided. */
  boolean decided() {
    return maps != null;
  }

  SharingMaps maps() {
    return maps;
  }

  /** The latent model; null before the first decision, or where there is no graph to solve. */
  LatentModel model() {
    return model;
  }

  void adopt(SharingMaps fresh, LatentModel solvedOrNull, ComponentMatching[] continuation) {
    close();
    maps = fresh;
    model = solvedOrNull;
    matching = continuation;
  }

  /** Components of the blocks, (row, latents) each: unmixed where there is a model. */
  static float[][] unmix(CodeSample sample, LatentModel modelOrNull) {
    if (modelOrNull != null) {
      return modelOrNull.transform(sample);
    }
    float[][] out = new float[sample.codes().length][];
    for (int b = 0; b < out.length; b++) {
      int latents = sample.latents()[b];
      int width = latents + sample.exogenous()[b];
      out[b] = new float[sample.rows() * latents];
      for (int r = 0; r < sample.rows(); r++) {
        System.arraycopy(sample.codes()[b], r * width, out[b], r * latents, latents);
      }
    }
    return out;
  }

  /** Block values laid out by modality, (row, latents) in the order of the axes. */
  static float[] ofModality(SharingMaps maps, float[][] blocks, int modality, int latents) {
    BlockLayout layout = maps.layout();
    int rows = blocks[0].length / layout.blocks().get(0).latents();
    float[] out = new float[rows * latents];
    for (int k = 0; k < latents; k++) {
      int slot = maps.membership().slotOf(modality, k);
      int block = layout.blockOf(slot);
      int width = layout.blocks().get(block).latents();
      int place = layout.placeOf(slot);
      for (int r = 0; r < rows; r++) {
        out[r * latents + k] = blocks[block][r * width + place];
      }
    }
    return out;
  }

  /** Published components of windows, per modality; of what no modality shows, what is expected. */
  float[][] components(Codes codes, SharingMaps unsolved) {
    float[][] out = new float[shapes.size()][];
    if (!decided()) {
      ComponentRows rows = unsolved.components(codes);
      return rows.values();
    }
    float[][] blocks = unmix(maps.blocks(codes), model);
    for (int m = 0; m < out.length; m++) {
      out[m] = published(m, blocks);
    }
    return out;
  }

  /** Block values as published of a modality, in published order and sign. */
  float[] published(int modality, float[][] blocks) {
    int latents = shapes.get(modality).latents();
    return matching[modality].apply(ofModality(maps, blocks, modality, latents));
  }

  float[] publishedDeviations(int modality, float[][] blocks) {
    int latents = shapes.get(modality).latents();
    return matching[modality].applyToDeviations(ofModality(maps, blocks, modality, latents));
  }

  /** Published index of a component of the axes. */
  int publishedPlace(int modality, int solved) {
    return matching[modality].published(solved);
  }

  CausalGraph graph() {
    List<LatentNode> nodes = nodes();
    return decided() ? CausalGraph.sorted(nodes, solvedEdges()) : CausalGraph.unsolved(nodes);
  }

  private List<LatentNode> nodes() {
    List<LatentNode> nodes = new ArrayList<>();
    for (int m = 0; m < shapes.size(); m++) {
      for (int k = 0; k < shapes.get(m).latents(); k++) {
        LatentNode node = LatentNode.of(shapes.get(m).name(), k);
        nodes.add(decided() ? node.sharedWith(partners(m, k)) : node);
      }
    }
    return nodes;
  }

  private List<String> partners(int modality, int published) {
    int solved = matching[modality].order()[published];
    Membership.Slot slot =
        maps.membership().slots().get(maps.membership().slotOf(modality, solved));
    List<String> ids = new ArrayList<>();
    for (int m = 0; m < shapes.size(); m++) {
      if (m != modality && slot.in(m)) {
        ids.add(id(m, slot.component()[m]));
      }
    }
    return ids;
  }

  private String id(int modality, int solved) {
    return LatentNode.of(shapes.get(modality).name(), matching[modality].published(solved)).id();
  }

  private List<CausalEdge> solvedEdges() {
    List<CausalEdge> edges = new ArrayList<>();
    if (model == null) {
      return edges;
    }
    for (CausalEdge e : model.edges(maps.layout().names())) {
      edges.add(e.between(representative(e.source()), representative(e.target())));
    }
    return edges;
  }

  /** The node that carries the edges of a block's latent. */
  private String representative(String solvedId) {
    BlockLayout layout = maps.layout();
    for (int b = 0; b < layout.blocks().size(); b++) {
      for (int place = 0; place < layout.slots()[b].length; place++) {
        if (LatentNode.of(layout.blocks().get(b).name(), place).id().equals(solvedId)) {
          Membership.Slot slot = maps.membership().slots().get(layout.slots()[b][place]);
          int m = slot.representative();
          return id(m, slot.component()[m]);
        }
      }
    }
    throw new IllegalStateException(
        "The latent model speaks of an unknown latent '" + solvedId + "'.");
  }

  void write(StateWriter out) {
    out.writeBoolean(decided());
    if (decided()) {
      maps.write(out);
      for (ComponentMatching own : matching) {
        own.write(out);
      }
      out.writeBoolean(model != null);
      if (model != null) {
        out.writeBytes(model.save());
      }
    }
  }

  void read(StateReader in) {
    close();
    maps = null;
    if (!in.readBoolean()) {
      return;
    }
    SharingMaps fresh = SharingMaps.read(in, shapes);
    ComponentMatching[] continuation = new ComponentMatching[shapes.size()];
    for (int m = 0; m < continuation.length; m++) {
      continuation[m] = ComponentMatching.read(in, shapes.get(m).latents());
    }
    adopt(fresh, in.readBoolean() ? LatentModel.restore(in.readBytes()) : null, continuation);
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
    model = null;
  }
}
