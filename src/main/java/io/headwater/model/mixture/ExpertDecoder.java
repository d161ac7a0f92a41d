package io.headwater.model.mixture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;
import io.headwater.model.mixture.PhysicsExpert.Parameter;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A formula as the decoder of one modality: free numbers per component become parameters, and the
 * curves are compared with the standardised cells under a variance per component.
 */
public final class ExpertDecoder {
  /** Deviation of the free numbers at the start, so that components differ. */
  private static final double START_SPREAD = 0.02;

  /**
   * Free numbers count this often: a few of them must go far at the rate of thousands of weights.
   */
  private static final double GAIN = 5;

  /** Log-variances of the error lie within ± this, in units of running standard deviations. */
  private static final double WIDEST_LOG_VARIANCE = 6;

  private final String name;
  private final PhysicsExpert expert;
  private final Scalars scalars;

  public ExpertDecoder(
      ParameterLayout layout, Scalars scalars, String name, PhysicsExpert expert, int components) {
    this.name = name;
    this.expert = expert;
    this.scalars = scalars;
    layout.add(name + ".formula", START_SPREAD, components, expert.parameters().size());
    layout.add(name + ".formula-error", 0, components, 1);
  }

  public PhysicsExpert expert() {
    return expert;
  }

  /** Per parameter (component, 1), in units of the modality. */
  public NDArray[] values(ParameterLayout.Parameters p, ExpertScale scale) {
    List<Parameter> parameters = expert.parameters();
    NDArray[] values = new NDArray[parameters.size()];
    long[] cuts = LongStream.range(1, values.length).toArray();
    NDList free = p.get(name + ".formula").split(cuts, 1);
    for (int i = 0; i < values.length; i++) {
      Parameter parameter = parameters.get(i);
      NDArray moved = free.get(i).mul(scalars.of(GAIN)).add(scalars.of(startOf(parameter)));
      NDArray value = constrained(moved, parameter);
      values[i] =
          switch (parameter.unit()) {
            case PLAIN -> value;
            case AMPLITUDE -> value.mul(scalars.of(scale.unit()));
            case LEVEL -> value.mul(scalars.of(scale.unit())).add(scalars.of(scale.origin()));
          };
    }
    return values;
  }

  private NDArray constrained(NDArray free, Parameter parameter) {
    return switch (parameter.constraint()) {
      case FREE -> free;
      case POSITIVE -> free.getNDArrayInternal().softPlus();
      case WITHIN ->
          Activation.sigmoid(free)
              .mul(scalars.of(1 - 2 * PhysicsExpert.MARGIN))
              .add(scalars.of(PhysicsExpert.MARGIN));
    };
  }

  /** The free number that is constrained to the parameter's start. */
  private static double startOf(Parameter parameter) {
    double start = parameter.start();
    return switch (parameter.constraint()) {
      case FREE -> start;
      case POSITIVE -> Math.log(Math.expm1(start));
      case WITHIN -> {
        double share = (start - PhysicsExpert.MARGIN) / (1 - 2 * PhysicsExpert.MARGIN);
        yield Math.log(share / (1 - share));
      }
    };
  }

  /**
   * The curves in running standard deviations.
   *
   * @param time (1, cell) from 0 to 1
   * @param centre (1, cell) running means
   * @param perDeviation (1, cell) one over running deviations
   * @return (component, cell)
   */
  public NDArray standardised(
      ParameterLayout.Parameters p,
      ExpertScale scale,
      NDArray time,
      NDArray centre,
      NDArray perDeviation) {
    return expert.curve(values(p, scale), time, scalars).sub(centre).mul(perDeviation);
  }

  /** Log-variance of the error of each component, (component, 1). */
  public NDArray logVariance(ParameterLayout.Parameters p) {
    NDArray free = p.get(name + ".formula-error");
    return Activation.tanh(free.mul(scalars.of(1 / WIDEST_LOG_VARIANCE)))
        .mul(scalars.of(WIDEST_LOG_VARIANCE));
  }

  /**
   * Negative log-likelihood of standardised cells under each component, without the constant.
   *
   * @param curves (component, cell)
   * @param cells (row, cell), 0 where unknown
   * @param marks (row, cell), 1 where known
   * @return (row, component)
   */
  public NDArray cost(ParameterLayout.Parameters p, NDArray curves, NDArray cells, NDArray marks) {
    long rows = cells.getShape().get(0);
    long width = cells.getShape().get(1);
    long components = curves.getShape().get(0);
    NDArray apart = cells.reshape(rows, 1, width).sub(curves.reshape(1, components, width));
    NDArray squares = apart.square().mul(marks.reshape(rows, 1, width)).sum(new int[] {2});
    NDArray logVariance = logVariance(p).reshape(1, components);
    NDArray known = marks.sum(new int[] {1}, true);
    NDArray half = scalars.of(0.5);
    return squares.mul(logVariance.neg().exp()).add(known.mul(logVariance)).mul(half);
  }
}
