package io.headwater.simulate;

import java.util.SplittableRandom;

/**
 * Random numbers that depend on what they are for, not on what was drawn before: the same seed and
 * keys give the same numbers, in any order of asking. This is what lets the truth of any moment be
 * computed on demand.
 */
final class Draws {
  /** Keeps streams of different purpose apart. */
  enum Purpose {
    LINKS,
    MECHANISMS,
    PILOT,
    MIXING,
    CAUSES,
    SAMPLES,
    FAULTS
  }

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Draws() {}

  static SplittableRandom of(long seed, Purpose purpose, long... keys) {
    long state = mix(seed * 31 + purpose.ordinal());
    for (long key : keys) {
      state = mix(state ^ mix(key));
    }
    return new SplittableRandom(state);
  }

  /** A key for a name; FNV-1a, as {@link String#hashCode} has only 32 bits. */
  static long key(String name) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  /** Laplace with mean 0 and variance 1. */
  static double laplace(SplittableRandom random) {
    double u = random.nextDouble() - 0.5;
    return -Math.signum(u) * StrictMath.log(1 - 2 * Math.abs(u) + 1e-12) / Math.sqrt(2);
  }

  /** A permutation of 0 … n−1. */
  static int[] permutation(SplittableRandom random, int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  /** The finaliser of SplitMix64: every bit of the key reaches every bit of the state. */
  private static long mix(long z) {
    long a = (z + 0x9e3779b97f4a7c15L);
    a = (a ^ (a >>> 30)) * 0xbf58476d1ce4e5b9L;
    a = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return a ^ (a >>> 31);
  }
}
