package io.headwater.model.latent;

/**
 * Learning rate and sparsity over the steps of a fit.
 *
 * @param steps number of steps
 * @param learningRate at its height
 * @param sparsity price of an open edge once in full force
 * @param openShare share of the steps with all gates open
 * @param fullShare share after which sparsity is in full force; 0 lets it fall from the start
 */
record Schedule(
    int steps, double learningRate, double sparsity, double openShare, double fullShare) {
  private static final int WARM_UP_STEPS = 100;
  private static final double FLAT_SHARE = 0.5;

  /** Falling sparsity reaches a sixth of its height, the least gain of an edge, at this share. */
  private static final double FALL_SHARE = 0.6;

  private static final double FINAL_SPARSITY = 1.0 / 6;

  /** The cosine ends here, not at 0, so that the last steps still average. */
  private static final double FINAL_RATE = 0.03;

  /** All gates open from first to last. */
  static Schedule open(int steps, double learningRate) {
    return new Schedule(steps, learningRate, 0, 1 + 1.0 / steps, 2);
  }

  /**
   * Gates at work from the first step; sparsity falls, so that weak edges which full sparsity shut
   * may open again.
   */
  static Schedule refining(int steps, double learningRate, double sparsity) {
    return new Schedule(steps, learningRate, sparsity, 0, 0);
  }

  /** Linear warm-up, flat to the middle, then half a cosine. */
  double rateAt(int step) {
    double share = share(step);
    double warmUp = Math.min(1, (step + 1.0) / Math.min(WARM_UP_STEPS, Math.max(1, steps / 5)));
    double cosine = 0.5 * (1 + Math.cos(Math.PI * (share - FLAT_SHARE) / (1 - FLAT_SHARE)));
    double decay = share < FLAT_SHARE ? 1 : FINAL_RATE + (1 - FINAL_RATE) * cosine;
    return learningRate * warmUp * decay;
  }

  boolean openAt(int step) {
    return share(step) < openShare;
  }

  double sparsityAt(int step) {
    if (fullShare == 0) {
      double done = Math.min(1, share(step) / FALL_SHARE);
      return sparsity * Math.pow(FINAL_SPARSITY, done);
    }
    double ramp = (share(step) - openShare) / (fullShare - openShare);
    return sparsity * Math.max(0, Math.min(1, ramp));
  }

  private double share(int step) {
    return (step + 1.0) / steps;
  }
}
