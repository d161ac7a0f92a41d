package io.headwater.estimator.sun;

import io.headwater.estimator.ComponentBlock;
import io.headwater.estimator.ComponentMatching;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.estimator.network.Codes;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.LatentNode;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.latent.CodeSample;
import io.headwater.model.latent.GraphConstraints;
import io.headwater.model.latent.LatentModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * From codes to published components: whitening, the solved latent model, and the matching that
 * keeps component ids stable from one re-solve to the next. Before the first re-solve the
 * components are the standardised codes.
 */
final class LatentStage implements AutoCloseable {
  /** Gains of a direction below this prove nothing, in nats ({@code CausalOrder}). */
  private static final double LEAST_DIRECTION_SUPPORT = 0.03;

  private final SharedLayout layout;
  private final List<ComponentBlock> blocks;
  private final List<LatentNode> nodes = new ArrayList<>();
  private final int[] latents;
  private final int[] exogenous;
  private final int[][] given;
  private StageMaps maps;
  private LatentModel model;
  private ComponentMatching[] matching;

  LatentStage(SharedLayout layout) {
    this.layout = layout;
    blocks = layout.components();
    latents = blocks.stream().mapToInt(ComponentBlock::latents).toArray();
    exogenous = blocks.stream().mapToInt(ComponentBlock::exogenous).toArray();
    given = layout.given();
    for (ComponentBlock block : blocks) {
      for (int k = 0; k < block.latents(); k++) {
        nodes.add(LatentNode.of(block.name(), k));
      }
    }
  }

  SharedLayout layout() {
    return layout;
  }

  /** Modalities in declared order, then shared blocks. */
  List<ComponentBlock> blocks() {
    return blocks;
  }

  boolean solved() {
    return model != null;
  }

  /** The current model; null before the first re-solve. */
  LatentModel model() {
    return model;
  }

  List<String> names() {
    return blocks.stream().map(ComponentBlock::name).toList();
  }

  /** Replaces whitening, model and matching. */
  void adopt(StageMaps fresh, LatentModel solved, ComponentMatching[] continuation) {
    close();
    maps = fresh;
    model = solved;
    matching = continuation;
  }

  /** Maps of the current model; by moving deviations before there is one. */
  StageMaps maps(BottleneckNetwork network) {
    return solved() ? maps : StageMaps.standardising(layout, network);
  }

  /** Encoders' codes as they enter the latent model. */
  CodeSample whiten(BottleneckNetwork network, Codes encoded) {
    return whiten(maps(network), encoded);
  }

  CodeSample whiten(StageMaps by, Codes encoded) {
    return whitenFused(by, by.fusion().apply(encoded));
  }

  /**
   * @param codes of the component blocks, taken apart by {@link SharedFusion}
   */
  CodeSample whitenFused(StageMaps by, Codes codes) {
    float[][] white = new float[latents.length][];
    for (int c = 0; c < white.length; c++) {
      white[c] = by.whitening()[c].apply(codes.values()[c], codes.present()[c]);
    }
    return new CodeSample(
        codes.rows(), latents.clone(), exogenous.clone(), given, white, codes.present());
  }

  /** Held-out cost of codes under the current model, in nats per window, before whitening. */
  double cost(Codes encoded) {
    CodeSample sample = whiten(maps, encoded);
    return model.heldOutNll(sample) - maps.volume(sample.present(), layout.modalities());
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
    return selected(edge -> true);
  }

  /**
   * [cause][effect]: of those the ones whose direction is known, because held-out costs support it
   * or the user declares it.
   */
  boolean[][] directed(GraphConstraints declared) {
    return selected(
        edge ->
            edge.directionSupport() >= LEAST_DIRECTION_SUPPORT
                || declared.declarePrecedence(
                    modalityOf(index(edge.source())), modalityOf(index(edge.target()))));
  }

  private boolean[][] selected(Predicate<CausalEdge> which) {
    boolean[][] selected = new boolean[nodes.size()][nodes.size()];
    graph().selectedEdges().stream()
        .filter(which)
        .forEach(edge -> selected[index(edge.source())][index(edge.target())] = true);
    return selected;
  }

  private int modalityOf(int node) {
    return names().indexOf(nodes.get(node).modality());
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
    return solved() ? CausalGraph.sorted(nodes, solvedEdges()) : CausalGraph.unsolved(nodes);
  }

  private List<CausalEdge> solvedEdges() {
    List<CausalEdge> edges = new ArrayList<>();
    for (CausalEdge e : model.edges(names())) {
      edges.add(e.between(publishedId(e.source()), publishedId(e.target())));
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
      maps.fusion().write(out);
      for (int m = 0; m < latents.length; m++) {
        maps.whitening()[m].write(out);
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
    SharedFusion fusion = SharedFusion.read(in, layout);
    CodeWhitening[] whitening = new CodeWhitening[latents.length];
    ComponentMatching[] continuation = new ComponentMatching[latents.length];
    for (int m = 0; m < latents.length; m++) {
      whitening[m] = CodeWhitening.read(in, blocks.get(m));
      continuation[m] = ComponentMatching.read(in, latents[m]);
    }
    adopt(new StageMaps(fusion, whitening), LatentModel.restore(in.readBytes()), continuation);
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
    model = null;
  }
}
