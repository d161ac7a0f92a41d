package io.headwater.model.latent;

import io.headwater.model.CounterRandom;

/** Seeds of the solver's stages, each its own stream of the one seed. */
final class Seeds {
  static final long ORDER_STARTS = 1;
  static final long ORDER_STEPS = 2;
  static final long FIT_STARTS = 3;
  static final long FIT_STEPS = 4;
  static final long TURN_STARTS = 5;
  static final long REFINE_STEPS = 6;
  static final long REORDER_STEPS = 7;
  static final long CONTEST_STARTS = 8;
  static final long CONTEST_STEPS = 9;
  static final long TIGHTEN_STEPS = 10;

  /** Plus the number of the flow that is turned. */
  static final long TURN_STEPS = 100;

  /** Plus the number of the round and flow. */
  static final long REDRAW_STARTS = 200;

  /** Plus the number of the round and flow. */
  static final long REDRAW_STEPS = 300;

  private Seeds() {}

  static long of(long seed, long stage) {
    return CounterRandom.at(seed, stage, 0).nextLong();
  }
}
