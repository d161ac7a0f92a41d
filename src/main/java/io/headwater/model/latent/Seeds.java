package io.headwater.model.latent;

import io.headwater.model.CounterRandom;

/** Seeds of the solver's stages, each its own stream of the one seed. */
final class Seeds {
  static final long ORDER_STARTS = 1;
  static final long ORDER_STEPS = 2;
  static final long FIT_STARTS = 3;
  static final long FIT_STEPS = 4;

  private Seeds() {}

  static long of(long seed, long stage) {
    return CounterRandom.at(seed, stage, 0).nextLong();
  }
}
