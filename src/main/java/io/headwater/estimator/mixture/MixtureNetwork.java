package io.headwater.estimator.mixture;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.model.AdamW;
import io.headwater.model.AdamWSettings;
import io.headwater.model.CounterRandom;
import io.headwater.model.GradientScope;
import io.headwater.model.ParameterLayout;
import io.headwater.model.Scalars;
import io.headwater.model.StagingBuffers;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.TensorEngine;
import io.headwater.model.mixture.ExpertScale;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.model.mixture.LatentPrior;
import io.headwater.model.mixture.MixtureModules;
import io.headwater.model.mixture.MixtureObjective;
import io.headwater.model.mixture.PhysicsFormula;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The trainable part of {@link MixtureEstimator} on its device: parameters, optimiser and memory.
 */
final class MixtureNetwork implements AutoCloseable {
  /**
   * Weight of N(0, I) before there are components: at full weight it would press clusters into one
   * ball.
   */
  private static final double WARM_UP_DIVERGENCE = 0.1;

  /** Variance that decoders are never taken to be better than, in running deviations squared. */
  private static final double LEAST_RESIDUAL = 0.02;

  private static final double RESIDUAL_RATE = 0.02;

  /** Random streams, apart from each other. */
  private static final int NOISE_STREAM = 1;

  private static final int HIDING_STREAM = 2;

  private static final int PRIOR_STREAM = 3;

  private final MixtureSettings settings;
  private final long seed;
  private final NDManager manager;
  private final StagingBuffers staging = new StagingBuffers();
  private final ParameterLayout layout = new ParameterLayout();
  private final Scalars scalars;
  private final List<ModalityIntake> intakes;
  private final MixtureModules modules;
  private final MixtureObjective objective;
  private final AdamW optimizer;
  private final double[] residual;
  private final ExpertScale[] scales;
  private long steps;

  /** Outcome of one optimiser step. */
  record Step(long number, double loss, double gradientNorm, boolean applied, LatentCodes codes) {}

  MixtureNetwork(List<ModalityIntake> intakes, MixtureSettings settings, long seed, Device device) {
    this.intakes = intakes;
    this.settings = settings;
    this.seed = seed;
    manager = TensorEngine.newManager(device);
    scalars = new Scalars(manager);
    List<MixtureModules.Block> blocks = new ArrayList<>();
    scales = new ExpertScale[intakes.size()];
    int values = 0;
    for (int m = 0; m < intakes.size(); m++) {
      ModalityIntake intake = intakes.get(m);
      PhysicsFormula formula = settings.experts().get(intake.shape().name());
      scales[m] = formula == null ? null : ExpertScale.NONE;
      values += intake.targetCount();
      blocks.add(
          new MixtureModules.Block(
              intake.shape().name(),
              intake.encoder(),
              intake.targetCount(),
              formula == null ? null : formula.expert()));
    }
    modules =
        new MixtureModules(
            layout,
            scalars,
            blocks,
            settings.hidden(),
            settings.dimensions(),
            settings.experts().isEmpty() ? 0 : settings.outcomes().size());
    objective = new MixtureObjective(modules, scalars, 1.0 / values);
    AdamWSettings adam =
        AdamWSettings.of(settings.learningRate(), MixtureSettings.CLIP)
            .withWeightDecay(settings.weightDecay());
    optimizer = new AdamW(manager, scalars, layout.initialValues(seed), adam);
    residual = new double[intakes.size()];
    Arrays.fill(residual, 1);
  }

  long steps() {
    return steps;
  }

  /** Counts steps that were taken and given up again. */
  void count(long taken) {
    steps = taken;
  }

  int managedArrays() {
    return manager.getManagedArrays().size();
  }

  /** Seed, names and shapes of parameters: what a state must agree with. */
  String describe() {
    return "seed " + seed + "\n" + layout.describe();
  }

  ExpertScale scale(int m) {
    return scales[m];
  }

  /** Formulas count in the units of the data as they are now. */
  void fixScales() {
    for (int m = 0; m < scales.length; m++) {
      scales[m] = scales[m] == null ? null : CurveGrid.scale(intakes.get(m));
    }
  }

  /**
   * One optimiser step on a batch of at least one window.
   *
   * @param prior of the latent; null for N(0, I)
   * @return what it did, with the codes of the windows whose modalities were all shown
   */
  Step step(WindowBatch batch, double rateShare, PriorSource prior) {
    steps++;
    MixtureBatch rows =
        new MixtureBatch(intakes, batch, CounterRandom.at(seed, steps, HIDING_STREAM));
    LatentCodes none = new LatentCodes(new double[0][], new double[0][]);
    if (rows.empty()) {
      return new Step(steps, Double.NaN, 0, false, none);
    }
    float[] noise =
        CounterRandom.gaussians(
            CounterRandom.at(seed, steps, NOISE_STREAM), batch.rows() * settings.dimensions(), 1);
    double divergence = prior == null ? WARM_UP_DIVERGENCE : 1;
    staging.rewind();
    try (NDManager step = manager.newSubManager()) {
      MixtureObjective.Batch arrays =
          rows.arrays(
              step,
              staging,
              residual,
              scales,
              staged(prior, step, batch.rows(), steps),
              divergence,
              noise);
      NDArray leaf = optimizer.leaf(step);
      MixtureObjective.Value value;
      try (GradientScope scope = GradientScope.open()) {
        value = objective.evaluate(layout.view(leaf), arrays, step);
        scope.backward(value.loss());
      }
      double loss = value.loss().getFloat();
      NDArray gradient = leaf.getGradient();
      gradient.attach(step);
      AdamW.Outcome outcome = optimizer.update(loss, gradient, staging, rateShare);
      if (!outcome.applied()) {
        return new Step(steps, loss, outcome.gradientNorm(), false, none);
      }
      follow(rows, value, prior != null);
      return new Step(steps, loss, outcome.gradientNorm(), true, codes(rows, value, batch.rows()));
    }
  }

  private LatentPrior staged(PriorSource prior, NDManager step, int rows, long number) {
    return prior == null
        ? null
        : prior.stage(step, staging, scalars, rows, CounterRandom.at(seed, number, PRIOR_STREAM));
  }

  private void follow(MixtureBatch rows, MixtureObjective.Value value, boolean mixed) {
    for (int m = 0; m < residual.length; m++) {
      double known = rows.known(m);
      if (known == 0 || mixed && scales[m] != null) {
        continue;
      }
      double squares = value.errors()[m].getFloat() * 2 * residual[m] * rows.usable();
      residual[m] += RESIDUAL_RATE * (squares / known - residual[m]);
      residual[m] = Math.max(LEAST_RESIDUAL, residual[m]);
    }
  }

  private LatentCodes codes(MixtureBatch rows, MixtureObjective.Value value, int count) {
    float[] mean = value.posterior().mean().toFloatArray();
    float[] variance = value.posterior().variance().toFloatArray();
    int dims = settings.dimensions();
    List<double[]> means = new ArrayList<>();
    List<double[]> variances = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      if (rows.whole(r)) {
        means.add(LatentPass.row(mean, r, dims));
        variances.add(LatentPass.row(variance, r, dims));
      }
    }
    return new LatentCodes(means.toArray(double[][]::new), variances.toArray(double[][]::new));
  }

  /** The network frozen for one pass; the caller closes it. */
  LatentPass freeze() {
    staging.rewind();
    NDManager reader = manager.newSubManager();
    return new LatentPass(reader, staging, modules, layout.view(optimizer.copy(reader)));
  }

  /** A copy of the flat parameter vector; for checks. */
  float[] parameters() {
    try (NDManager reader = manager.newSubManager()) {
      return optimizer.copy(reader).toFloatArray();
    }
  }

  /** Objective of a batch at given parameters, and its gradient where asked for; for checks. */
  double objective(WindowBatch batch, float[] parameters, PriorSource prior, float[] gradient) {
    MixtureBatch rows = new MixtureBatch(intakes, batch, CounterRandom.at(seed, 1, HIDING_STREAM));
    float[] noise =
        CounterRandom.gaussians(
            CounterRandom.at(seed, 1, NOISE_STREAM), batch.rows() * settings.dimensions(), 1);
    staging.rewind();
    try (NDManager step = manager.newSubManager()) {
      MixtureObjective.Batch arrays =
          rows.arrays(
              step, staging, residual, scales, staged(prior, step, batch.rows(), 1), 1, noise);
      NDArray leaf = staging.stage(step, parameters, new Shape(parameters.length)).duplicate();
      leaf.attach(step);
      leaf.setRequiresGradient(true);
      NDArray loss;
      try (GradientScope scope = GradientScope.open()) {
        loss = objective.evaluate(layout.view(leaf), arrays, step).loss();
        scope.backward(loss);
      }
      float[] found = leaf.getGradient().toFloatArray();
      if (gradient != null) {
        System.arraycopy(found, 0, gradient, 0, found.length);
      }
      return loss.getFloat();
    }
  }

  void write(StateWriter out) {
    out.writeLong(steps);
    out.writeDoubles(residual);
    for (ExpertScale scale : scales) {
      if (scale != null) {
        scale.write(out);
      }
    }
    optimizer.write(out);
  }

  void read(StateReader in) {
    steps = in.readLong();
    in.readDoublesInto(residual);
    for (int m = 0; m < scales.length; m++) {
      scales[m] = scales[m] == null ? null : ExpertScale.read(in);
    }
    optimizer.read(in);
  }

  @Override
  public void close() {
    manager.close();
  }
}
