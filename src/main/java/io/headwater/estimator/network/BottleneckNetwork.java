package io.headwater.estimator.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowBatch;
import io.headwater.model.AdamW;
import io.headwater.model.Alignment;
import io.headwater.model.Bottleneck;
import io.headwater.model.BottleneckObjective;
import io.headwater.model.CodeTerm;
import io.headwater.model.GradientScope;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;
import io.headwater.model.StagingBuffers;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.TensorEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * The trainable part of an estimator on its device: parameters, optimiser and memory; steps forward
 * and reads codes, reconstructions and predictions.
 */
public final class BottleneckNetwork implements AutoCloseable {
  /**
   * Share of the learning rate once codes have been settled and components solved upon them: the
   * encoder may follow a drift, but must not run away from under the components.
   */
  private static final double SETTLED_RATE = 0.1;

  private static final CodeTerm NO_TERM = null;

  private final NetworkSettings settings;
  private final CodeTerm term;
  private final long seed;
  private final NDManager manager;
  private final StagingBuffers staging = new StagingBuffers();
  private final ParameterLayout layout = new ParameterLayout();
  private final Bottleneck bottleneck;
  private final BottleneckObjective objective;
  private final AdamW optimizer;
  private final List<CodeStatistics> statistics = new ArrayList<>();
  private long steps;
  private boolean settled;

  /** A network of modalities that share nothing. */
  public BottleneckNetwork(
      List<ModalityIntake> intakes, NetworkSettings settings, long seed, Device device) {
    this(intakes, List.of(), NO_TERM, settings, seed, device);
  }

  /**
   * A network of modalities that share nothing declared.
   *
   * @param term what else is asked of the codes
   */
  public BottleneckNetwork(
      List<ModalityIntake> intakes,
      CodeTerm term,
      NetworkSettings settings,
      long seed,
      Device device) {
    this(intakes, List.of(), term, settings, seed, device);
  }

  /**
   * @param aligned where modalities hold the same shared latents
   */
  public BottleneckNetwork(
      List<ModalityIntake> intakes,
      List<Alignment.Pair> aligned,
      NetworkSettings settings,
      long seed,
      Device device) {
    this(intakes, aligned, NO_TERM, settings, seed, device);
  }

  private BottleneckNetwork(
      List<ModalityIntake> intakes,
      List<Alignment.Pair> aligned,
      CodeTerm term,
      NetworkSettings settings,
      long seed,
      Device device) {
    this.settings = settings;
    this.term = term;
    this.seed = seed;
    manager = TensorEngine.newManager(device);
    Scalars scalars = new Scalars(manager);
    List<Bottleneck.Block> blocks = new ArrayList<>();
    for (ModalityIntake intake : intakes) {
      ModalityShape shape = intake.shape();
      blocks.add(
          new Bottleneck.Block(
              shape.name(),
              intake.encoder(),
              intake.targetCount(),
              shape.latents(),
              shape.codeWidth()));
      statistics.add(new CodeStatistics(shape.codeWidth()));
    }
    bottleneck = new Bottleneck(layout, scalars, blocks, settings.hidden());
    objective =
        new BottleneckObjective(
            bottleneck,
            scalars,
            NetworkSettings.COVARIANCE_WEIGHT,
            aligned,
            new Alignment(scalars, AlignmentBatch.TEMPERATURE),
            AlignmentBatch.WEIGHT);
    optimizer = new AdamW(manager, scalars, layout.initialValues(seed), settings.optimizer());
  }

  public Bottleneck bottleneck() {
    return bottleneck;
  }

  public CodeStatistics statistics(int modality) {
    return statistics.get(modality);
  }

  public long steps() {
    return steps;
  }

  public long skippedSteps() {
    return steps - optimizer.appliedSteps();
  }

  public int managedArrays() {
    return manager.getManagedArrays().size();
  }

  /** Seed, names and shapes of parameters: what a state must agree with. */
  public String describe() {
    return "seed " + seed + "\n" + layout.describe();
  }

  /** One optimiser step on a batch of any size of at least one window. */
  public StepReport step(WindowBatch batch) {
    return step(batch, settled ? SETTLED_RATE : 1);
  }

  /** Whether components were solved on settled codes. */
  public boolean settled() {
    return settled;
  }

  /** Components stand on these codes: from now on ordinary steps are small. */
  public void settle() {
    settled = true;
  }

  /** One optimiser step at a share of the learning rate. */
  public StepReport step(WindowBatch batch, double rateShare) {
    steps++;
    TrainingBatch training = new TrainingBatch(bottleneck, batch, settings.weights());
    if (training.empty()) {
      return new StepReport(steps, Double.NaN, 0, false);
    }
    staging.rewind();
    try (NDManager step = manager.newSubManager()) {
      BottleneckObjective.BlockBatch[] arrays = training.arrays(step, staging, seed, steps);
      Alignment.PairBatch[] pairs = AlignmentBatch.of(objective.aligned(), batch, step, staging);
      NDArray leaf = optimizer.leaf(step);
      BottleneckObjective.Value value;
      NDArray total;
      try (GradientScope scope = GradientScope.open()) {
        value = objective.evaluate(layout.view(leaf), arrays, pairs, step);
        total =
            term == null
                ? value.loss()
                : value
                    .loss()
                    .add(
                        term.loss(
                            value.codes(), batch.presence(batch.rows()), steps, step, staging));
        scope.backward(total);
      }
      double loss = total.getFloat();
      NDArray gradient = leaf.getGradient();
      gradient.attach(step);
      AdamW.Outcome outcome = optimizer.update(loss, gradient, staging, rateShare);
      if (outcome.applied()) {
        follow(batch, training, value);
      } else if (term != null) {
        term.undo();
      }
      return new StepReport(steps, loss, outcome.gradientNorm(), outcome.applied());
    }
  }

  private void follow(WindowBatch batch, TrainingBatch training, BottleneckObjective.Value value) {
    for (int m = 0; m < statistics.size(); m++) {
      boolean[] present = new boolean[batch.rows()];
      for (int r = 0; r < present.length; r++) {
        present[r] = batch.present(m, r);
      }
      statistics.get(m).observe(value.codes()[m].toFloatArray(), present);
      double cellWeight = training.selfWeight(m) * training.known(m);
      if (cellWeight > 0) {
        statistics.get(m).observeResidual(value.self()[m].getFloat() / cellWeight);
      }
    }
  }

  /** An untrained network of the same shape, otherwise drawn; the caller closes it. */
  public BottleneckNetwork redrawn(List<ModalityIntake> intakes, long otherSeed) {
    return new BottleneckNetwork(
        intakes, objective.aligned(), term, settings, otherSeed, manager.getDevice());
  }

  /** Continues where another network of the same shape stands; the steps of both count. */
  public void takeOver(BottleneckNetwork other) {
    steps += other.steps;
    optimizer.takeOver(other.optimizer);
    for (int m = 0; m < statistics.size(); m++) {
      statistics.get(m).takeOver(other.statistics.get(m));
    }
  }

  /** A copy of the flat parameter vector; for checks. */
  public float[] parameters() {
    try (NDManager reader = manager.newSubManager()) {
      return optimizer.copy(reader).toFloatArray();
    }
  }

  /** Objective on a batch at given parameters, without a step; for checks of the gradient. */
  public double objective(WindowBatch batch, float[] parameters) {
    staging.rewind();
    try (NDManager step = manager.newSubManager()) {
      NDArray theta = staging.stage(step, parameters, new Shape(parameters.length));
      return evaluate(batch, theta, step).loss().getFloat();
    }
  }

  /** Gradient of the objective on a batch at the current parameters; for checks. */
  public float[] gradient(WindowBatch batch) {
    staging.rewind();
    try (NDManager step = manager.newSubManager()) {
      NDArray leaf = optimizer.leaf(step);
      try (GradientScope scope = GradientScope.open()) {
        scope.backward(evaluate(batch, leaf, step).loss());
      }
      NDArray gradient = leaf.getGradient();
      gradient.attach(step);
      return gradient.toFloatArray();
    }
  }

  private BottleneckObjective.Value evaluate(WindowBatch batch, NDArray theta, NDManager step) {
    TrainingBatch training = new TrainingBatch(bottleneck, batch, settings.weights());
    BottleneckObjective.BlockBatch[] arrays = training.arrays(step, staging, seed, steps);
    Alignment.PairBatch[] pairs = AlignmentBatch.of(objective.aligned(), batch, step, staging);
    return objective.evaluate(layout.view(theta), arrays, pairs, step);
  }

  /**
   * The network as it stands, for one pass over at most {@link FrozenPass#ROWS} windows; close it
   * before the next step or pass.
   */
  public FrozenPass freeze() {
    staging.rewind();
    NDManager pass = manager.newSubManager();
    return new FrozenPass(pass, staging, bottleneck, layout.view(optimizer.copy(pass)));
  }

  public void write(StateWriter out) {
    out.writeLong(steps);
    out.writeBoolean(settled);
    optimizer.write(out);
    statistics.forEach(s -> s.write(out));
  }

  public void read(StateReader in) {
    steps = in.readLong();
    settled = in.readBoolean();
    optimizer.read(in);
    statistics.forEach(s -> s.read(in));
  }

  @Override
  public void close() {
    manager.close();
  }
}
