package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * AdamW (Loshchilov and Hutter 2019, algorithm 2) on one flat parameter vector, with clipping by
 * global norm and a finite check before anything is changed: a step is applied whole or not at all.
 *
 * <p>The rate rises linearly over the warm-up and then stays constant, since a stream never ends.
 * Not thread-safe. The vector and both moments belong to the manager given at construction.
 */
public final class AdamW {
  private final AdamWSettings settings;
  private final Scalars scalars;
  private final NDArray theta;
  private final NDArray first;
  private final NDArray second;
  private long applied;
  private long skipped;

  /** What an update did: the gradient's norm before clipping, and whether it was applied. */
  public record Outcome(double gradientNorm, boolean applied) {}

  public AdamW(NDManager manager, Scalars scalars, float[] initial, AdamWSettings settings) {
    this.settings = settings;
    this.scalars = scalars;
    try (NDArray overJavaMemory = manager.create(initial)) {
      theta = overJavaMemory.duplicate();
    }
    first = manager.zeros(new Shape(initial.length));
    second = manager.zeros(new Shape(initial.length));
  }

  /**
   * A copy of the parameters as a gradient leaf owned by {@code step}. A fresh leaf every step
   * means that no gradient accumulates and no NaN can persist.
   */
  public NDArray leaf(NDManager step) {
    NDArray leaf = copy(step);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /** A copy of the parameters without gradient, owned by {@code reader}. */
  public NDArray copy(NDManager reader) {
    NDArray copy = theta.duplicate();
    copy.attach(reader);
    return copy;
  }

  public long appliedSteps() {
    return applied;
  }

  public long skippedSteps() {
    return skipped;
  }

  /**
   * Applies one update, or skips it whole when loss or gradient is not finite or the norm exploded.
   *
   * @param gradient flat gradient, owned by the step's manager
   * @param staging memory of this step
   */
  public Outcome update(double loss, NDArray gradient, StagingBuffers staging) {
    return update(loss, gradient, staging, 1);
  }

  /**
   * The same at a share of the configured rate.
   *
   * @param rateShare factor of the rate, above 0
   */
  public Outcome update(double loss, NDArray gradient, StagingBuffers staging, double rateShare) {
    double norm = Math.sqrt(gradient.square().sum().getFloat());
    if (!Double.isFinite(loss) || !(norm < AdamWSettings.EXPLODED_NORM)) {
      skipped++;
      return new Outcome(norm, false);
    }
    applied++;
    NDManager step = gradient.getManager();
    NDArray clip = staging.stage(step, Math.min(1, settings.clip() / Math.max(norm, 1e-12)));
    NDArray g = gradient.mul(clip);
    first.muli(scalars.of(settings.beta1()));
    first.addi(g.mul(scalars.of(1 - settings.beta1())));
    second.muli(scalars.of(settings.beta2()));
    second.addi(g.square().muli(scalars.of(1 - settings.beta2())));
    descend(step, staging, rateShare);
    return new Outcome(norm, true);
  }

  private void descend(NDManager step, StagingBuffers staging, double rateShare) {
    double rate = rateShare * settings.rateAt(applied);
    double bias1 = 1 - Math.pow(settings.beta1(), applied);
    double bias2 = 1 - Math.pow(settings.beta2(), applied);
    NDArray scale = second.mul(staging.stage(step, 1 / bias2));
    scale.attach(step);
    scale = scale.sqrt().addi(scalars.of(settings.epsilon()));
    NDArray move = first.mul(staging.stage(step, rate / bias1));
    move.attach(step);
    theta.muli(staging.stage(step, 1 - rate * settings.weightDecay()));
    theta.subi(move.divi(scale));
  }

  /** Continues where another optimiser of as many parameters stands; the steps of both count. */
  public void takeOver(AdamW other) {
    applied += other.applied;
    skipped += other.skipped;
    replace(theta, other.theta.toFloatArray());
    replace(first, other.first.toFloatArray());
    replace(second, other.second.toFloatArray());
  }

  public void write(StateWriter out) {
    out.writeLong(applied);
    out.writeLong(skipped);
    out.writeFloats(theta.toFloatArray());
    out.writeFloats(first.toFloatArray());
    out.writeFloats(second.toFloatArray());
  }

  public void read(StateReader in) {
    applied = in.readLong();
    skipped = in.readLong();
    replace(theta, in.readFloats());
    replace(first, in.readFloats());
    replace(second, in.readFloats());
  }

  private static void replace(NDArray array, float[] values) {
    if (values.length != array.size()) {
      throw new IllegalArgumentException(
          "The state carries %d parameters, this model has %d; restore it into the model it came from."
              .formatted(values.length, array.size()));
    }
    try (NDManager passing = array.getManager().newSubManager()) {
      NDArray incoming = passing.create(values);
      incoming.copyTo(array);
    }
  }
}
