package io.headwater.model.mixture;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.headwater.model.Scalars;
import java.util.List;

/**
 * The two-piece stress–strain curve: elastic up to the yield point (x0, y0), then a straight line
 * of slope θ: y = (y0 / x0) t for t &lt; x0, y0 + θ (t − x0) after (Trask et al. 2022, lattices).
 */
record StressStrain() implements PhysicsExpert {

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("yield-strain", Constraint.WITHIN, Unit.PLAIN, 0.5),
        new Parameter("yield-stress", Constraint.POSITIVE, Unit.AMPLITUDE, 1),
        new Parameter("hardening", Constraint.FREE, Unit.AMPLITUDE, 0));
  }

  @Override
  public NDArray curve(NDArray[] values, NDArray time, Scalars scalars) {
    NDArray yieldStrain = values[0];
    NDArray beyond = Activation.relu(time.sub(yieldStrain));
    NDArray elastic = values[1].div(yieldStrain).mul(time.sub(beyond));
    return elastic.add(values[2].mul(beyond));
  }
}
