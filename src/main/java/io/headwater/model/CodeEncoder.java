package io.headwater.model;

import ai.djl.ndarray.NDArray;

/**
 * From the cells of one modality to a code: an {@link Encoder}'s features through a dense layer,
 * plus a linear skip from the modality's summary, which carries what is linear from the first step
 * on.
 */
public final class CodeEncoder {
  private final String name;
  private final Encoder encoder;

  /**
   * @param name prefix of its parameters
   * @param targets length of the summary
   * @param width length of the code
   */
  public CodeEncoder(
      ParameterLayout layout,
      Scalars scalars,
      String name,
      Encoder.Factory family,
      int hidden,
      int targets,
      int width) {
    this.name = name;
    encoder = family.declare(layout, scalars, name + ".encoder", hidden);
    Layers.declareOutput(layout, name + ".code", hidden, width);
    layout.add(name + ".codeSkip", Math.sqrt(1.0 / targets), targets, width);
  }

  /**
   * @param input (window, 2 × cells): cells, then marks
   * @param target (window, targets), 0 where unknown
   * @return (window, width)
   */
  public NDArray encode(ParameterLayout.Parameters p, NDArray input, NDArray target) {
    NDArray features = encoder.features(p, input);
    return Layers.linear(p, name + ".code", features)
        .add(SteadyProduct.of(target, p.get(name + ".codeSkip")));
  }
}
