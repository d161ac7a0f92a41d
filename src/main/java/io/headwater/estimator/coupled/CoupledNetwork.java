package io.headwater.estimator.coupled;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.coupled.NegativeQueue.Span;
import io.headwater.estimator.network.CodeStatistics;
import io.headwater.estimator.network.FrozenPass;
import io.headwater.estimator.network.TrainingBatch;
import io.headwater.model.AdamW;
import io.headwater.model.AdamWSettings;
import io.headwater.model.Bottleneck;
import io.headwater.model.BottleneckObjective.BlockBatch;
import io.headwater.model.GradientScope;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;
import io.headwater.model.StagingBuffers;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.TensorEngine;
import io.headwater.model.coupled.Contrast;
import io.headwater.model.coupled.CoupledObjective;
import io.headwater.model.coupled.EmbeddingGeometry;
import java.util.ArrayList;
import java.util.List;

/**
 * The trainable part of {@link CoupledEstimator} on its device: parameters, optimiser, queue and
 * memory.
 */
final class CoupledNetwork implements AutoCloseable {
  /**
   * Share of the learning rate once components were solved: encoders may follow a drift, but must
   * not run away from under the components. Only such steps have the queue among their negatives: a
   * queued place is as old as the steps since, and while encoders run the whole batch flees from
   * where it was some steps ago, until all embeddings are in one place (seen within 500 steps).
   */
  private static final double SETTLED_RATE = 0.1;

  private final CoupledSettings settings;
  private final long seed;
  private final int dimensions;
  private final NDManager manager;
  private final StagingBuffers staging = new StagingBuffers();
  private final ParameterLayout layout = new ParameterLayout();
  private final EmbeddingGeometry geometry;
  private final Bottleneck bottleneck;
  private final CoupledObjective objective;
  private final AdamW optimizer;
  private final NegativeQueue queue;
  private final List<CodeStatistics> statistics = new ArrayList<>();
  private long steps;
  private boolean settled;

  /** Outcome of one optimiser step; the contrast is NaN where no two modalities met. */
  record Step(long number, double loss, double contrast, double gradientNorm, boolean applied) {}

  CoupledNetwork(List<ModalityIntake> intakes, CoupledSettings settings, long seed, Device device) {
    this.settings = settings;
    this.seed = seed;
    dimensions = intakes.get(0).shape().latents();
    manager = TensorEngine.newManager(device);
    Scalars scalars = new Scalars(manager);
    geometry =
        settings.geometry() == CoupledSettings.Geometry.BOX
            ? EmbeddingGeometry.box(layout, scalars, dimensions, settings.temperature())
            : EmbeddingGeometry.sphere(layout, scalars, dimensions, settings.temperature());
    List<Bottleneck.Block> blocks = new ArrayList<>();
    for (ModalityIntake intake : intakes) {
      ModalityShape shape = intake.shape();
      blocks.add(
          new Bottleneck.Block(
              shape.name(), intake.encoder(), intake.targetCount(), dimensions, shape.codeWidth()));
      statistics.add(new CodeStatistics(shape.codeWidth()));
    }
    bottleneck =
        new Bottleneck(
            layout, scalars, blocks, settings.hidden(), CoupledObjective.map(geometry, dimensions));
    objective =
        new CoupledObjective(
            bottleneck,
            new Contrast(geometry, scalars),
            scalars,
            dimensions,
            CoupledSettings.COVARIANCE_WEIGHT);
    AdamWSettings adam =
        AdamWSettings.of(settings.learningRate(), CoupledSettings.CLIP)
            .withWeightDecay(settings.weightDecay());
    optimizer = new AdamW(manager, scalars, layout.initialValues(seed), adam);
    queue = new NegativeQueue(settings.queue(), intakes.size(), dimensions);
  }

  CodeStatistics statistics(int modality) {
    return statistics.get(modality);
  }

  int dimensions() {
    return dimensions;
  }

  long steps() {
    return steps;
  }

  /** Goes on counting from here, so that no random number comes twice after steps were undone. */
  void countSteps(long taken) {
    steps = taken;
  }

  /** An untrained network of the same shape, otherwise drawn; the caller closes it. */
  CoupledNetwork redrawn(List<ModalityIntake> intakes, long otherSeed) {
    return new CoupledNetwork(intakes, settings, otherSeed, manager.getDevice());
  }

  /** Continues where another network of the same shape stands; the steps of both count. */
  void takeOver(CoupledNetwork other) {
    steps += other.steps;
    optimizer.takeOver(other.optimizer);
    queue.takeOver(other.queue);
    for (int m = 0; m < statistics.size(); m++) {
      statistics.get(m).takeOver(other.statistics.get(m));
    }
  }

  /** Steps that left no trace: skipped whole, or undone by a settling. */
  long skippedSteps() {
    return steps - optimizer.appliedSteps();
  }

  int managedArrays() {
    return manager.getManagedArrays().size();
  }

  /** Seed, names and shapes of parameters, and the queue: what a state must agree with. */
  String describe() {
    return "seed %d\nqueue %d\n%s".formatted(seed, settings.queue(), layout.describe());
  }

  /** One optimiser step on a batch of any size of at least one window. */
  Step step(WindowBatch batch) {
    return settled ? step(batch, SETTLED_RATE, queue) : step(batch, 1);
  }

  boolean settled() {
    return settled;
  }

  /** Components stand on these embeddings: from now on ordinary steps are small. */
  void settle() {
    settled = true;
  }

  /** One optimiser step at a share of the learning rate, without the queue. */
  Step step(WindowBatch batch, double rateShare) {
    return step(batch, rateShare, NegativeQueue.none(dimensions));
  }

  private Step step(WindowBatch batch, double rateShare, NegativeQueue told) {
    steps++;
    TrainingBatch training = new TrainingBatch(bottleneck, batch, CoupledSettings.WEIGHTS);
    if (training.empty()) {
      return new Step(steps, Double.NaN, Double.NaN, 0, false);
    }
    staging.rewind();
    try (NDManager step = manager.newSubManager()) {
      BlockBatch[] arrays = training.arrays(step, staging, seed, steps);
      Contrast.PairBatch[] pairs = against(batch, told).arrays(step, staging);
      NDArray leaf = optimizer.leaf(step);
      CoupledObjective.Value value;
      try (GradientScope scope = GradientScope.open()) {
        value = objective.evaluate(layout.view(leaf), arrays, pairs, step);
        scope.backward(value.loss());
      }
      double loss = value.loss().getFloat();
      double contrast = value.contrast() == null ? Double.NaN : value.contrast().getFloat();
      NDArray gradient = leaf.getGradient();
      gradient.attach(step);
      AdamW.Outcome outcome = optimizer.update(loss, gradient, staging, rateShare);
      if (outcome.applied()) {
        follow(batch, training, value);
      }
      return new Step(steps, loss, contrast, outcome.gradientNorm(), outcome.applied());
    }
  }

  private ContrastBatch against(WindowBatch batch, NegativeQueue told) {
    return new ContrastBatch(batch, told, dimensions, settings.negatives());
  }

  private void follow(WindowBatch batch, TrainingBatch training, CoupledObjective.Value value) {
    int modalities = statistics.size();
    float[][] codes = new float[modalities][];
    for (int m = 0; m < modalities; m++) {
      codes[m] = value.codes()[m].toFloatArray();
      boolean[] present = new boolean[batch.rows()];
      for (int r = 0; r < present.length; r++) {
        present[r] = batch.present(m, r);
      }
      statistics.get(m).observe(codes[m], present);
      double cellWeight = training.selfWeight(m) * training.known(m);
      if (cellWeight > 0) {
        statistics.get(m).observeResidual(value.self()[m].getFloat() / cellWeight);
      }
    }
    for (int r = 0; r < batch.rows(); r++) {
      float[][] places = new float[modalities][];
      for (int m = 0; m < modalities; m++) {
        if (batch.present(m, r)) {
          int width = statistics.get(m).width();
          places[m] = java.util.Arrays.copyOfRange(codes[m], r * width, r * width + dimensions);
        }
      }
      queue.add(Span.of(batch.windows().get(r)), places);
    }
  }

  /**
   * Contrast of a batch against itself, without a step: nats per window and pair; NaN where no two
   * modalities met.
   */
  double contrast(WindowBatch batch) {
    staging.rewind();
    try (NDManager pass = manager.newSubManager()) {
      CoupledObjective.Value value =
          evaluate(batch, optimizer.copy(pass), pass, NegativeQueue.none(dimensions));
      return value.contrast() == null ? Double.NaN : value.contrast().getFloat();
    }
  }

  /** Nearness of given places, (row, dimension) each, in nats, (row, column); for checks. */
  float[] nearness(float[] a, float[] b) {
    staging.rewind();
    try (NDManager pass = manager.newSubManager()) {
      NDArray left = staging.stage(pass, a, new Shape(a.length / dimensions, dimensions));
      NDArray right = staging.stage(pass, b, new Shape(b.length / dimensions, dimensions));
      return geometry.nearness(layout.view(optimizer.copy(pass)), left, right).toFloatArray();
    }
  }

  /** A copy of the flat parameter vector; for checks. */
  float[] parameters() {
    try (NDManager reader = manager.newSubManager()) {
      return optimizer.copy(reader).toFloatArray();
    }
  }

  /**
   * Objective on a batch at given parameters, without a step; for checks of the gradient.
   *
   * @param contrastOnly without the readouts, whose gradient does not reach the places
   */
  double objective(WindowBatch batch, float[] parameters, boolean contrastOnly) {
    staging.rewind();
    try (NDManager step = manager.newSubManager()) {
      NDArray theta = staging.stage(step, parameters, new Shape(parameters.length));
      CoupledObjective.Value value = evaluate(batch, theta, step, queue);
      return (contrastOnly ? value.contrast() : value.loss()).getFloat();
    }
  }

  /** Its gradient at the current parameters; for checks. */
  float[] gradient(WindowBatch batch, boolean contrastOnly) {
    staging.rewind();
    try (NDManager step = manager.newSubManager()) {
      NDArray leaf = optimizer.leaf(step);
      try (GradientScope scope = GradientScope.open()) {
        CoupledObjective.Value value = evaluate(batch, leaf, step, queue);
        scope.backward(contrastOnly ? value.contrast() : value.loss());
      }
      NDArray gradient = leaf.getGradient();
      gradient.attach(step);
      return gradient.toFloatArray();
    }
  }

  private CoupledObjective.Value evaluate(
      WindowBatch batch, NDArray theta, NDManager step, NegativeQueue told) {
    TrainingBatch training = new TrainingBatch(bottleneck, batch, CoupledSettings.WEIGHTS);
    BlockBatch[] arrays = training.arrays(step, staging, seed, steps);
    Contrast.PairBatch[] pairs = against(batch, told).arrays(step, staging);
    return objective.evaluate(layout.view(theta), arrays, pairs, step);
  }

  /**
   * The network as it stands, for one pass over at most {@link FrozenPass#ROWS} windows; close it
   * before the next step or pass.
   */
  FrozenPass freeze() {
    staging.rewind();
    NDManager pass = manager.newSubManager();
    return new FrozenPass(pass, staging, bottleneck, layout.view(optimizer.copy(pass)));
  }

  void write(StateWriter out) {
    out.writeLong(steps);
    out.writeBoolean(settled);
    optimizer.write(out);
    statistics.forEach(s -> s.write(out));
    queue.write(out);
  }

  void read(StateReader in) {
    steps = in.readLong();
    settled = in.readBoolean();
    optimizer.read(in);
    statistics.forEach(s -> s.read(in));
    queue.read(in);
  }

  @Override
  public void close() {
    manager.close();
  }
}
