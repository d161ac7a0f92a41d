package io.headwater.model.mixture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import io.headwater.model.DenseNetwork;
import io.headwater.model.Encoder;
import io.headwater.model.Layers;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;
import io.headwater.model.SteadyProduct;
import java.util.ArrayList;
import java.util.List;

/**
 * Encoders of each modality to a Gaussian over one latent that all share, their product, and
 * decoders back to each modality: a network, or a formula.
 */
public final class MixtureModules {
  /** Posterior log-variances lie within ± this around {@link #MIDDLE_LOG_VARIANCE}. */
  private static final double WIDEST_LOG_VARIANCE = 6;

  /** So that they lie between −8 and 4. */
  private static final double MIDDLE_LOG_VARIANCE = -2;

  private final Scalars scalars;
  private final int dimensions;
  private final List<Block> blocks;
  private final List<Encoder> encoders = new ArrayList<>();
  private final List<DenseNetwork> decoders = new ArrayList<>();
  private final List<ExpertDecoder> experts = new ArrayList<>();

  /**
   * A modality.
   *
   * @param targets length of its summary
   * @param expert its formula; null for a decoder that is learned
   */
  public record Block(String name, Encoder.Factory encoder, int targets, PhysicsExpert expert) {}

  /**
   * Posteriors of a batch.
   *
   * @param mean (row, dimension)
   * @param variance (row, dimension)
   */
  public record Posterior(NDArray mean, NDArray variance) {}

  /**
   * @param components of the mixture, each with parameters of its own in every formula
   */
  public MixtureModules(
      ParameterLayout layout,
      Scalars scalars,
      List<Block> blocks,
      int hidden,
      int dimensions,
      int components) {
    this.scalars = scalars;
    this.dimensions = dimensions;
    this.blocks = List.copyOf(blocks);
    for (Block block : blocks) {
      String name = block.name;
      encoders.add(block.encoder.declare(layout, scalars, name + ".encoder", hidden));
      Layers.declareOutput(layout, name + ".posterior", hidden, 2 * dimensions);
      layout.add(
          name + ".posterior-skip", Math.sqrt(0.5 / block.targets), block.targets, 2L * dimensions);
      decoders.add(
          new DenseNetwork(
              layout, scalars, name + ".decoder", dimensions, hidden, block.targets, 0.3));
      experts.add(
          block.expert == null
              ? null
              : new ExpertDecoder(layout, scalars, name, block.expert, components));
    }
  }

  public int dimensions() {
    return dimensions;
  }

  /** The formula of a modality; null where it has none. */
  public ExpertDecoder expert(int m) {
    return experts.get(m);
  }

  /**
   * What one modality says of the latent.
   *
   * @param input (row, 2 × cells)
   * @param target (row, targets)
   * @return mean and log-variance, (row, dimension) each
   */
  private NDList encode(ParameterLayout.Parameters p, int m, NDArray input, NDArray target) {
    String name = blocks.get(m).name;
    NDArray features = encoders.get(m).features(p, input);
    NDArray out =
        SteadyProduct.of(features, p.get(name + ".posterior.weight").transpose())
            .add(p.get(name + ".posterior.bias"))
            .add(SteadyProduct.of(target, p.get(name + ".posterior-skip")));
    return out.split(new long[] {dimensions}, 1);
  }

  /**
   * The product of the present modalities' Gaussians and of N(0, I): what is missing is left out, a
   * row without any modality has the latter, and correlated modalities are never surer than one
   * prior less would make them.
   *
   * @param inputs per modality (row, 2 × cells)
   * @param targets per modality (row, targets)
   * @param shown per modality (row, 1), 1 where the encoder may look
   */
  public Posterior fuse(
      ParameterLayout.Parameters p, NDArray[] inputs, NDArray[] targets, NDArray[] shown) {
    NDArray precision = scalars.of(1);
    NDArray weighted = scalars.of(0);
    for (int m = 0; m < blocks.size(); m++) {
      NDList said = encode(p, m, inputs[m], targets[m]);
      NDArray bent = Activation.tanh(said.get(1).mul(scalars.of(1 / WIDEST_LOG_VARIANCE)));
      NDArray logVariance =
          bent.mul(scalars.of(WIDEST_LOG_VARIANCE)).add(scalars.of(MIDDLE_LOG_VARIANCE));
      NDArray own = logVariance.neg().exp().mul(shown[m]);
      precision = own.add(precision);
      weighted = own.mul(said.get(0)).add(weighted);
    }
    NDArray variance = precision.pow(scalars.of(-1));
    return new Posterior(weighted.mul(variance), variance);
  }

  /** (row, dimension) to the summary of a modality, (row, targets). */
  public NDArray decode(ParameterLayout.Parameters p, int m, NDArray latent) {
    return decoders.get(m).apply(p, latent);
  }
}
