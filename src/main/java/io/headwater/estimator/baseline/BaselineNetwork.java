package io.headwater.estimator.baseline;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.network.AlignmentBatch;
import io.headwater.model.AdamW;
import io.headwater.model.AdamWSettings;
import io.headwater.model.Alignment;
import io.headwater.model.CodeTerm;
import io.headwater.model.CounterRandom;
import io.headwater.model.GradientScope;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;
import io.headwater.model.StagingBuffers;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.TensorEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Parameters, optimiser and memory of a baseline on its device. */
final class BaselineNetwork implements AutoCloseable {
  /** As the first system has it. */
  private static final double CLIP = 2;

  private final List<ModalityIntake> intakes;
  private final CodeTerm termOrNull;
  private final long seed;
  private final NDManager manager;
  private final StagingBuffers staging = new StagingBuffers();
  private final ParameterLayout layout = new ParameterLayout();
  private final BaselineObjective objective;
  private final AdamW optimizer;
  private final List<Alignment.Pair> pairs = new ArrayList<>();
  private long steps;

  /**
   * @param termOrNull what else is asked of the codes; null for the baseline as it is
   */
  BaselineNetwork(
      BaselineKind kind,
      List<ModalityIntake> intakes,
      CodeTerm termOrNull,
      BaselineSettings settings,
      long seed,
      Device device) {
    this.intakes = intakes;
    this.termOrNull = termOrNull;
    this.seed = seed;
    manager = TensorEngine.newManager(device);
    Scalars scalars = new Scalars(manager);
    objective = kind.declare(layout, scalars, intakes, settings);
    AdamWSettings adam =
        AdamWSettings.of(settings.learningRate(), CLIP).withWeightDecay(settings.weightDecay());
    optimizer = new AdamW(manager, scalars, layout.initialValues(seed), adam);
    for (int a = 0; objective.contrasts() && a < intakes.size(); a++) {
      for (int b = a + 1; b < intakes.size(); b++) {
        pairs.add(new Alignment.Pair(a, 0, b, 0, objective.published(a)));
      }
    }
  }

  BaselineObjective objective() {
    return objective;
  }

  long steps() {
    return steps;
  }

  int managedArrays() {
    return manager.getManagedArrays().size();
  }

  String describe() {
    return "seed " + seed + "\n" + layout.describe();
  }

  StepReport step(WindowBatch batch, double rateShare) {
    steps++;
    staging.rewind();
    try (NDManager step = manager.newSubManager()) {
      StepMemory memory = new StepMemory(step, staging);
      BaselineBatch arrays = arrays(batch, memory);
      if (!teaches(batch, arrays)) {
        return new StepReport(steps, Double.NaN, 0, false);
      }
      NDArray leaf = optimizer.leaf(step);
      NDArray loss;
      try (GradientScope scope = GradientScope.open()) {
        BaselineObjective.Value own = objective.evaluate(layout.view(leaf), arrays, memory);
        loss = termOrNull == null ? own.loss() : own.loss().add(term(own.codes(), batch, step));
        scope.backward(loss);
      }
      NDArray gradient = leaf.getGradient();
      gradient.attach(step);
      double value = loss.getFloat();
      AdamW.Outcome outcome = optimizer.update(value, gradient, staging, rateShare);
      if (!outcome.applied() && termOrNull != null) {
        termOrNull.undo();
      }
      return new StepReport(steps, value, outcome.gradientNorm(), outcome.applied());
    }
  }

  private NDArray term(NDArray[] codes, WindowBatch batch, NDManager step) {
    return termOrNull.loss(codes, batch.presence(batch.rows()), steps, step, staging);
  }

  private boolean teaches(WindowBatch batch, BaselineBatch arrays) {
    return objective.contrasts()
        ? Arrays.stream(arrays.pairs()).anyMatch(Objects::nonNull)
        : IntStream.range(0, intakes.size()).anyMatch(m -> batch.presentRows(m) > 0);
  }

  /** Value and gradient of the objective at given parameters, the value last; for checks. */
  float[] valueAndGradient(WindowBatch batch, float[] parameters) {
    staging.rewind();
    try (NDManager step = manager.newSubManager()) {
      StepMemory memory = new StepMemory(step, staging);
      NDArray leaf = staging.stage(step, parameters, new Shape(parameters.length)).duplicate();
      leaf.attach(step);
      leaf.setRequiresGradient(true);
      NDArray loss;
      try (GradientScope scope = GradientScope.open()) {
        loss = objective.evaluate(layout.view(leaf), arrays(batch, memory), memory).loss();
        scope.backward(loss);
      }
      NDArray gradient = leaf.getGradient();
      gradient.attach(step);
      float[] out = Arrays.copyOf(gradient.toFloatArray(), parameters.length + 1);
      out[parameters.length] = loss.getFloat();
      return out;
    }
  }

  float[] parameters() {
    return read(p -> p);
  }

  /** What a function of the parameters comes to; null where it answers null. */
  float[] read(Function<NDArray, NDArray> function) {
    staging.rewind();
    try (NDManager pass = manager.newSubManager()) {
      NDArray value = function.apply(optimizer.copy(pass));
      return value == null ? null : value.toFloatArray();
    }
  }

  /**
   * What the objective says of one modality of a batch.
   *
   * @param rows the batch is padded to so many, so that no window depends on those beside it
   */
  float[] read(WindowBatch batch, int m, int rows, Reading reading) {
    return read(
        theta -> {
          StepMemory pass = new StepMemory(theta.getManager(), staging);
          NDArray input = pass.rows(batch.inputs(m, rows), rows);
          NDArray target = pass.rows(batch.targets(m, rows), rows);
          return reading.of(layout.view(theta), m, input, target);
        });
  }

  /** One of the functions of {@link BaselineObjective}. */
  @FunctionalInterface
  interface Reading {
    NDArray of(ParameterLayout.Parameters p, int m, NDArray input, NDArray target);
  }

  boolean[][] links() {
    boolean[][][] links = new boolean[1][][];
    read(
        theta -> {
          links[0] = objective.links(layout.view(theta));
          return null;
        });
    return links[0];
  }

  private BaselineBatch arrays(WindowBatch batch, StepMemory step) {
    int rows = batch.rows();
    BaselineBatch.Block[] blocks = new BaselineBatch.Block[intakes.size()];
    float[] complete = new float[rows];
    Arrays.fill(complete, 1);
    for (int m = 0; m < blocks.length; m++) {
      int present = batch.presentRows(m);
      int targets = intakes.get(m).targetCount();
      float[] rowWeight = new float[rows];
      float[] weight = new float[rows * targets];
      for (int r = 0; r < rows; r++) {
        if (batch.present(m, r)) {
          rowWeight[r] = 1f / present;
          float[] entries = batch.reading(m, r).weight();
          for (int i = 0; i < targets; i++) {
            weight[r * targets + i] = entries[i] / present;
          }
        } else {
          complete[r] = 0;
        }
      }
      int width = objective.noiseWidth(m);
      blocks[m] =
          new BaselineBatch.Block(
              step.rows(batch.inputs(m, rows), rows),
              step.rows(batch.targets(m, rows), rows),
              step.rows(weight, rows),
              step.rows(rowWeight, rows),
              width == 0
                  ? null
                  : step.rows(
                      CounterRandom.gaussians(CounterRandom.at(seed, steps, m), rows * width, 1),
                      rows));
    }
    float all = 0;
    for (float row : complete) {
      all += row;
    }
    for (int r = 0; r < rows; r++) {
      complete[r] /= Math.max(1, all);
    }
    return new BaselineBatch(
        blocks,
        all == 0 ? null : step.rows(complete, rows),
        AlignmentBatch.of(pairs, batch, step.manager(), staging));
  }

  void write(StateWriter out) {
    out.writeLong(steps);
    optimizer.write(out);
  }

  void read(StateReader in) {
    steps = in.readLong();
    optimizer.read(in);
  }

  @Override
  public void close() {
    manager.close();
  }
}
