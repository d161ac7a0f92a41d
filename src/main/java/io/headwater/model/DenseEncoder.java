package io.headwater.model;

import ai.djl.ndarray.NDArray;

/** Two dense layers over cells and marks. */
final class DenseEncoder implements Encoder {
  private final String name;
  private final Scalars scalars;

  DenseEncoder(ParameterLayout layout, Scalars scalars, String name, int cells, int hidden) {
    this.name = name;
    this.scalars = scalars;
    Layers.declare(layout, name + ".first", 2 * cells, hidden);
    Layers.declare(layout, name + ".second", hidden, hidden);
  }

  @Override
  public NDArray features(ParameterLayout.Parameters p, NDArray input) {
    NDArray h = Layers.activate(Layers.linear(p, name + ".first", input), scalars);
    return Layers.activate(Layers.linear(p, name + ".second", h), scalars);
  }
}
