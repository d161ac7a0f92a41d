package io.headwater.estimator;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.latent.CodeSample;
import io.headwater.model.latent.LatentModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * From codes to published components: whitening, the solved latent model, and the matching that
 * keeps component ids stable from one re-solve to the next. Before the first re-solve the
 * components are the standardised codes.
 */
final class LatentStage implements AutoCloseable {
  /** Probability of an edge of which nothing is known. */
  private static final double UNKNOWN = 0.5;

  private final List<ModalityShape> shapes;
  private final List<LatentNode> nodes = new ArrayList<>();
  private final int[] latents;
  private final int[] exogenous;
  private CodeWhitening[] whitening;
  private LatentModel model;
  private ComponentMatching[] matching;

  LatentStage(List<ModalityShape> shapes) {
    this.shapes = shapes;
    latents = shapes.stream().mapToInt(ModalityShape::latents).toArray();
    exogenous = shapes.stream().mapToInt(ModalityShape::exogenous).toArray();
    for (ModalityShape shape : shapes) {
      for (int k = 0; k < shape.latents(); k++) {
        nodes.add(LatentNode.of(shape.name(), k));
      }
    }
  }

  boolean solved() {
    return model != null;
  }

  /** The current model; null before the first re-solve. */
  LatentModel model() {
    return model;
  }

  List<String> names() {
    return shapes.stream().map(ModalityShape::name).toList();
  }

  /** Replaces whitening, model and matching. */
  void adopt(CodeWhitening[] maps, LatentModel fresh, ComponentMatching[] continuation) {
    close();
    whitening = maps;
    model = fresh;
    matching = continuation;
  }

  /** Codes (row, code width) as they enter the latent model. */
  CodeSample whiten(SunNetwork network, float[][] codes, byte[][] present) {
    CodeWhitening[] maps = whitening;
    if (!solved()) {
      maps = new CodeWhitening[latents.length];
      for (int m = 0; m < maps.length; m++) {
        maps[m] = CodeWhitening.standardising(network.statistics(m), shapes.get(m));
      }
    }
    return whiten(maps, codes, present);
  }

  /** Held-out cost of codes under the current model, in nats per window, before whitening. */
  double cost(float[][] codes, byte[][] present) {
    return model.heldOutNll(whiten(whitening, codes, present)) - volume(whitening, present);
  }

  /** Mean log-determinant over windows of what whitens their present modalities. */
  static double volume(CodeWhitening[] maps, byte[][] present) {
    double volume = 0;
    for (int m = 0; m < maps.length; m++) {
      int rows = 0;
      for (byte mark : present[m]) {
        rows += mark;
      }
      volume += maps[m].logDeterminant() * rows / present[m].length;
    }
    return volume;
  }

  CodeSample whiten(CodeWhitening[] maps, float[][] codes, byte[][] present) {
    float[][] white = new float[latents.length][];
    for (int m = 0; m < white.length; m++) {
      white[m] = maps[m].apply(codes[m], present[m]);
    }
    return new CodeSample(present[0].length, latents.clone(), exogenous.clone(), white, present);
  }

  /** Published components (row, latents) of whitened codes. */
  float[][] components(CodeSample sample) {
    return unmix(sample).components();
  }

  /** Published components and exogenous components of whitened codes. */
  LatentModel.Unmixed unmix(CodeSample sample) {
    if (!solved()) {
      return new LatentModel.Unmixed(part(sample, 0, latents), part(sample, 1, exogenous));
    }
    LatentModel.Unmixed solved = model.unmix(sample);
    float[][] components = new float[latents.length][];
    for (int m = 0; m < components.length; m++) {
      components[m] = matching[m].apply(solved.components()[m]);
    }
    return new LatentModel.Unmixed(components, solved.exogenous());
  }

  /** Columns of the codes: their latents (0) or their exogenous dimensions (1). */
  private float[][] part(CodeSample sample, int which, int[] counts) {
    float[][] out = new float[latents.length][];
    for (int m = 0; m < out.length; m++) {
      int width = latents[m] + exogenous[m];
      out[m] = new float[sample.rows() * counts[m]];
      for (int r = 0; r < sample.rows(); r++) {
        int from = r * width + which * latents[m];
        System.arraycopy(sample.codes()[m], from, out[m], r * counts[m], counts[m]);
      }
    }
    return out;
  }

  /** What the causes of components leave open, published order. Only when {@link #solved}. */
  LatentModel.Noise noise(CodeSample sample) {
    LatentModel.Noise noise = model.noise(sample);
    float[][] standardised = new float[latents.length][];
    float[][] deviation = new float[latents.length][];
    for (int m = 0; m < latents.length; m++) {
      standardised[m] = matching[m].apply(noise.standardised()[m]);
      deviation[m] = matching[m].applyToDeviations(noise.deviation()[m]);
    }
    return new LatentModel.Noise(standardised, deviation);
  }

  /** [cause][effect]: selected edges between latents numbered through all modalities. */
  boolean[][] linked() {
    boolean[][] linked = new boolean[nodes.size()][nodes.size()];
    for (CausalEdge edge : graph().edges()) {
      if (edge.selected()) {
        linked[index(edge.source())][index(edge.target())] = true;
      }
    }
    return linked;
  }

  /** Prior of absent modalities given the present ones, published order; 0 ± 1 when unsolved. */
  LatentModel.Prior prior(CodeSample sample) {
    float[][] mean = new float[latents.length][];
    float[][] deviation = new float[latents.length][];
    LatentModel.Prior prior = solved() ? model.prior(sample) : null;
    for (int m = 0; m < latents.length; m++) {
      if (prior == null) {
        mean[m] = new float[sample.rows() * latents[m]];
        deviation[m] = new float[sample.rows() * latents[m]];
        Arrays.fill(deviation[m], 1f);
      } else {
        mean[m] = matching[m].apply(prior.mean()[m]);
        deviation[m] = matching[m].applyToDeviations(prior.deviation()[m]);
      }
    }
    return new LatentModel.Prior(mean, deviation);
  }

  CausalGraph graph() {
    List<CausalEdge> edges = solved() ? solvedEdges() : candidates();
    edges.sort(
        Comparator.comparingInt((CausalEdge e) -> index(e.source()))
            .thenComparingInt(e -> index(e.target())));
    return new CausalGraph(nodes, edges);
  }

  private List<CausalEdge> candidates() {
    List<CausalEdge> edges = new ArrayList<>();
    for (LatentNode from : nodes) {
      for (LatentNode to : nodes) {
        if (!from.modality().equals(to.modality())) {
          edges.add(
              new CausalEdge(
                  from.id(), to.id(), Double.NaN, UNKNOWN, Double.NaN, Double.NaN, false));
        }
      }
    }
    return edges;
  }

  private List<CausalEdge> solvedEdges() {
    List<CausalEdge> edges = new ArrayList<>();
    for (CausalEdge e : model.edges(names())) {
      edges.add(
          new CausalEdge(
              publishedId(e.source()),
              publishedId(e.target()),
              e.score(),
              e.probability(),
              e.stability(),
              e.directionSupport(),
              e.selected()));
    }
    return edges;
  }

  private String publishedId(String solvedId) {
    LatentNode node = nodes.get(index(solvedId));
    int m = names().indexOf(node.modality());
    return LatentNode.of(node.modality(), matching[m].published(node.component())).id();
  }

  private int index(String id) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalStateException("The latent model speaks of an unknown latent '" + id + "'.");
  }

  void write(StateWriter out) {
    out.writeBoolean(solved());
    if (solved()) {
      for (int m = 0; m < latents.length; m++) {
        whitening[m].write(out);
        matching[m].write(out);
      }
      out.writeBytes(model.save());
    }
  }

  void read(StateReader in) {
    close();
    if (!in.readBoolean()) {
      return;
    }
    CodeWhitening[] maps = new CodeWhitening[latents.length];
    ComponentMatching[] continuation = new ComponentMatching[latents.length];
    for (int m = 0; m < latents.length; m++) {
      maps[m] = CodeWhitening.read(in, shapes.get(m));
      continuation[m] = ComponentMatching.read(in, latents[m]);
    }
    adopt(maps, LatentModel.restore(in.readBytes()), continuation);
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
    model = null;
  }
}
