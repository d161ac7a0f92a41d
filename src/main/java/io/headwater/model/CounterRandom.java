package io.headwater.model;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Counter-based randomness: a generator for each (seed, step, stream), so that the whole random
 * state of a learner is its seed and its step. The engine's own generator is never used.
 */
public final class CounterRandom {
  private CounterRandom() {}

  /** A fresh generator; equal arguments give equal sequences. */
  public static RandomGenerator at(long seed, long step, long stream) {
    return new SplittableRandom(mix(mix(mix(seed) ^ step) ^ stream));
  }

  /** Standard normal draws times {@code scale}. */
  public static float[] gaussians(RandomGenerator random, int count, double scale) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = (float) (random.nextGaussian() * scale);
    }
    return out;
  }

  /** Finaliser of SplitMix64 (Steele, Lea and Flood 2014), a bijection on 64 bits. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
