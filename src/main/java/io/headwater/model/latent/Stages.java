package io.headwater.model.latent;

/**
 * Length and width of the stages of a solve.
 *
 * @param steps of the full fit, the measure of all lengths
 * @param replicas solutions refined to the end
 */
record Stages(int steps, int replicas) {
  /** Flows that unbend the codes; one in three or four bends around wrong axes. */
  private static final int UNBENDING_REPLICAS = 3;

  /** Linear restarts for each refined solution, on each unbent code and in each order tried. */
  private static final int TURNS_PER_REPLICA = 2;

  private static final Share UNBENDING = new Share(0.5, 1);

  /** Gates travel so far a step, so that short fits, too, need some hundred steps to close them. */
  private static final Share TURNING = new Share(0.25, 250);

  private static final Share REDRAWING = new Share(0.2, 200);
  private static final Share LOOSENING = new Share(0.3, 250);
  private static final Share REFINING = new Share(0.5, 400);

  /** With a third of it, one order in three came out wrong on good axes. */
  private static final Share ORDER = new Share(0.75, 600);

  private static final Share REORDERING = new Share(0.35, 1);

  /** The refinement starts near its end. */
  private static final double REFINING_RATE = 0.5;

  /**
   * Steps of a stage in which something has to happen however short the whole fit is.
   *
   * @param of the measure
   * @param least steps, unless they are more than the measure itself
   */
  private record Share(double of, int least) {
    int steps(int measure) {
      int share = Math.max(1, (int) Math.round(of * measure));
      return Math.max(share, Math.min(least, measure));
    }
  }

  int unbendingReplicas() {
    return Math.min(UNBENDING_REPLICAS, replicas);
  }

  int unbending() {
    return UNBENDING.steps(steps);
  }

  /** Linear restarts on each unbent code, in each order that is tried. */
  int turningReplicas() {
    return TURNS_PER_REPLICA * replicas;
  }

  int turning() {
    return TURNING.steps(steps);
  }

  /** Of each round in which axes are drawn anew. */
  int redrawing() {
    return REDRAWING.steps(steps);
  }

  int order() {
    return ORDER.steps(steps);
  }

  /** With free dependence within modalities, before {@link #refining}. */
  int loosening() {
    return LOOSENING.steps(steps);
  }

  int refining() {
    return REFINING.steps(steps);
  }

  /** In another order, from refined components. */
  int reordering() {
    return REORDERING.steps(steps);
  }

  /**
   * @param learningRate of the full fit
   */
  double refiningRate(double learningRate) {
    return REFINING_RATE * learningRate;
  }
}
