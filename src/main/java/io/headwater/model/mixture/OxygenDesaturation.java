package io.headwater.model.mixture;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.headwater.model.Scalars;
import java.util.List;

/**
 * Oxygen saturation through an apnoea: level until the onset, then a fall and a slower recovery,
 * s(t) = base − depth · u e^(1 − u) with u = (t − onset) / τ after the onset: lowest, by the depth,
 * one τ after it. The shape is the gamma-variate that is usual for washout curves; events must lie
 * in the same place of their windows, since onset belongs to a component and not to a window.
 */
record OxygenDesaturation() implements PhysicsExpert {

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("baseline", Constraint.FREE, Unit.LEVEL, 0.5),
        new Parameter("depth", Constraint.POSITIVE, Unit.AMPLITUDE, 1),
        new Parameter("onset", Constraint.WITHIN, Unit.PLAIN, 0.3),
        new Parameter("time-to-nadir", Constraint.WITHIN, Unit.PLAIN, 0.3));
  }

  @Override
  public NDArray curve(NDArray[] values, NDArray time, Scalars scalars) {
    NDArray u = Activation.relu(time.sub(values[2])).div(values[3]);
    NDArray shape = u.mul(u.neg().add(scalars.of(1)).exp());
    return values[0].sub(values[1].mul(shape));
  }
}
