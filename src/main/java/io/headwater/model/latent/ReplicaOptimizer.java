package io.headwater.model.latent;

import java.util.Arrays;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) for replicas that must not disturb each other: a replica
 * whose gradient is not finite or explodes skips the step, moments included. State lies in Java
 * arrays, so nothing of a bad step can persist in native memory.
 */
final class ReplicaOptimizer {
  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  /** Longer gradients are shortened to this; typical ones are near 1 to 10. */
  private static final double LONGEST_GRADIENT = 20;

  /** A norm below this is never an explosion, whatever came before. */
  private static final double ALWAYS_TOLERATED_NORM = 100;

  private static final double EXPLOSION = 30;
  private static final double NORM_MEMORY = 0.99;

  /** After a skipped step the tolerance grows, so that a replica cannot be locked out for ever. */
  private static final double FORGIVENESS = 1.02;

  private final float[] rates;
  private final double weightDecay;
  private final float[] first;
  private final float[] second;
  private final double[] usualNorm;
  private final int[] skipped;
  private double firstPower = 1;
  private double secondPower = 1;

  ReplicaOptimizer(Replicas replicas, double weightDecay) {
    this.rates = replicas.network().table().rates();
    this.weightDecay = weightDecay;
    this.first = new float[replicas.parameters().length];
    this.second = new float[replicas.parameters().length];
    this.usualNorm = new double[replicas.count()];
    Arrays.fill(usualNorm, ALWAYS_TOLERATED_NORM);
    this.skipped = new int[replicas.count()];
  }

  /** Steps skipped so far by a replica. */
  int skipped(int replica) {
    return skipped[replica];
  }

  /** Begins a step of all replicas. */
  void advance() {
    firstPower *= FIRST_DECAY;
    secondPower *= SECOND_DECAY;
  }

  /**
   * Changes the parameters of the replicas {@code from} to before {@code to} in place; once after
   * each {@link #advance} for every replica, by any thread.
   *
   * @param gradients of all replicas, (replica, parameter)
   * @param losses one per replica
   */
  void step(
      float[] parameters,
      float[] gradients,
      float[] losses,
      double learningRate,
      int from,
      int to) {
    int size = rates.length;
    for (int r = from; r < to; r++) {
      double norm = norm(gradients, r * size, size);
      double tolerated = Math.max(ALWAYS_TOLERATED_NORM, EXPLOSION * usualNorm[r]);
      if (!(norm < tolerated) || !Float.isFinite(losses[r])) {
        skipped[r]++;
        usualNorm[r] *= FORGIVENESS;
        continue;
      }
      usualNorm[r] = NORM_MEMORY * usualNorm[r] + (1 - NORM_MEMORY) * norm;
      double scale = Math.min(1, LONGEST_GRADIENT / norm);
      update(parameters, gradients, r * size, (float) scale, learningRate);
    }
  }

  private void update(
      float[] parameters, float[] gradients, int start, float scale, double learningRate) {
    float firstRate = (float) (learningRate / (1 - firstPower));
    float secondScale = (float) (1 / (1 - secondPower));
    float keep = (float) (1 - learningRate * weightDecay);
    for (int i = 0; i < rates.length; i++) {
      int at = start + i;
      float g = gradients[at] * scale;
      float m = (float) FIRST_DECAY * first[at] + (float) (1 - FIRST_DECAY) * g;
      float v = (float) SECOND_DECAY * second[at] + (float) (1 - SECOND_DECAY) * g * g;
      first[at] = m;
      second[at] = v;
      float move =
          rates[i] * firstRate * m / ((float) Math.sqrt(v * secondScale) + (float) EPSILON);
      parameters[at] = keep * parameters[at] - move;
    }
  }

  private static double norm(float[] values, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += (double) values[i] * values[i];
    }
    return Math.sqrt(sum);
  }
}
