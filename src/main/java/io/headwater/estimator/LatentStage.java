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
  private BlockWhitening[] whitening;
  private LatentModel model;
  private ComponentMatching[] matching;

  LatentStage(List<ModalityShape> shapes) {
    this.shapes = shapes;
    latents = shapes.stream().mapToInt(ModalityShape::latents).toArray();
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
  void adopt(BlockWhitening[] maps, LatentModel fresh, ComponentMatching[] continuation) {
    close();
    whitening = maps;
    model = fresh;
    matching = continuation;
  }

  /** Codes (row, code width) as they enter the latent model. */
  CodeSample whiten(SunNetwork network, float[][] codes, byte[][] present) {
    BlockWhitening[] maps = whitening;
    if (!solved()) {
      maps = new BlockWhitening[latents.length];
      for (int m = 0; m < maps.length; m++) {
        maps[m] = BlockWhitening.standardising(network.statistics(m), latents[m]);
      }
    }
    return whiten(maps, codes, present);
  }

  CodeSample whiten(BlockWhitening[] maps, float[][] codes, byte[][] present) {
    float[][] white = new float[latents.length][];
    for (int m = 0; m < white.length; m++) {
      white[m] = maps[m].apply(codes[m], shapes.get(m).codeWidth(), present[m]);
    }
    return new CodeSample(present[0].length, latents.clone(), white, present);
  }

  /** Published components (row, latents) of whitened codes. */
  float[][] components(CodeSample sample) {
    if (!solved()) {
      return sample.codes();
    }
    float[][] out = model.transform(sample);
    for (int m = 0; m < out.length; m++) {
      out[m] = matching[m].apply(out[m]);
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
    BlockWhitening[] maps = new BlockWhitening[latents.length];
    ComponentMatching[] continuation = new ComponentMatching[latents.length];
    for (int m = 0; m < latents.length; m++) {
      maps[m] = BlockWhitening.read(in, latents[m]);
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
