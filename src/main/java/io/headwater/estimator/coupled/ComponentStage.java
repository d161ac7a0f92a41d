package io.headwater.estimator.coupled;

import io.headwater.estimator.ModalityIntake;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.coupled.Unmixing;
import java.util.ArrayList;
import java.util.List;

/** What stands on the embeddings: unmixings as published, correlations, couplings. */
final class ComponentStage {
  private final List<String> names;
  private final int dimensions;
  private final List<Unmixing> unmixings = new ArrayList<>();
  private JointNormal joint;
  private List<CausalEdge> couplings = List.of();
  private boolean solved;

  ComponentStage(List<ModalityIntake> intakes, int dimensions) {
    this.names = intakes.stream().map(intake -> intake.shape().name()).toList();
    this.dimensions = dimensions;
    names.forEach(name -> unmixings.add(Unmixing.identity(dimensions)));
    joint = JointNormal.unknown(names.size(), dimensions);
  }

  List<String> names() {
    return names;
  }

  int dimensions() {
    return dimensions;
  }

  /** Whether components were ever solved for; before, embeddings are published as they are. */
  boolean solved() {
    return solved;
  }

  Unmixing unmixing(int modality) {
    return unmixings.get(modality);
  }

  JointNormal joint() {
    return joint;
  }

  /** Publishes other components from now on. */
  void adopt(List<Unmixing> fresh, JointNormal correlations) {
    unmixings.clear();
    unmixings.addAll(fresh);
    joint = correlations;
    solved = true;
  }

  void couple(List<CausalEdge> found) {
    couplings = List.copyOf(found);
  }

  /** All components, and the couplings between those of different modalities, undirected. */
  CausalGraph graph() {
    List<LatentNode> nodes = new ArrayList<>();
    for (String name : names) {
      for (int k = 0; k < dimensions; k++) {
        nodes.add(LatentNode.of(name, k));
      }
    }
    return new CausalGraph(nodes, couplings);
  }

  void write(StateWriter out) {
    out.writeBoolean(solved);
    unmixings.forEach(unmixing -> unmixing.write(out));
    joint.write(out);
    out.writeInt(couplings.size());
    for (CausalEdge edge : couplings) {
      out.writeText(edge.source());
      out.writeText(edge.target());
      out.writeDouble(edge.score());
      out.writeDouble(edge.stability());
      out.writeBoolean(edge.selected());
    }
  }

  void read(StateReader in) {
    solved = in.readBoolean();
    for (int m = 0; m < names.size(); m++) {
      unmixings.set(m, Unmixing.read(in, dimensions));
    }
    joint = JointNormal.read(in, names.size(), dimensions);
    int count = in.readInt();
    List<CausalEdge> read = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      read.add(
          coupling(
              in.readText(), in.readText(), in.readDouble(), in.readDouble(), in.readBoolean()));
    }
    couplings = read;
  }

  /** An edge without a direction, and without a gate that could have a probability. */
  static CausalEdge coupling(
      String first, String second, double score, double stability, boolean selected) {
    return new CausalEdge(first, second, score, Double.NaN, stability, Double.NaN, selected);
  }
}
