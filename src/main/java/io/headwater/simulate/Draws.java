package io.headwater.simulate;

import java.util.SplittableRandom;

/**
 * Random numbers that depend on what they are for, not on what was drawn before: the same seed and
 * keys give the same numbers, in any order of asking. This is what lets the truth of any moment be
 * computed on demand.
 */
public final class Draws {
  /** Keeps streams of different purpose apart. */
  public enum Purpose {
    LINKS,
    MECHANISMS,
    PILOT,
    MIXING,
    CAUSES,
    SAMPLES,
    FAULTS,
    SUBJECTS,
    MISSING,
    PAIRING,
    IMAGES
  }

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Draws() {}

  /** A stream of its own for each combination of seed, purpose and keys. */
  public static SplittableRandom of(long seed, Purpose purpose, long... keys) {
    long state = mix(seed * 31 + purpose.ordinal());
    for (long key : keys) {
      state = mix(state ^ mix(key));
    }
    return new SplittableRandom(state);
  }

  /** A key for a name; FNV-1a, as {@link String#hashCode} has only 32 bits. */
  public static long key(String name) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  /** Laplace with mean 0 and variance 1. */
  public static double laplace(SplittableRandom random) {
    double u = random.nextDouble() - 0.5;
    return -Math.signum(u) * StrictMath.log(1 - 2 * Math.abs(u) + 1e-12) / Math.sqrt(2);
  }

  /** Values of random sign whose sizes are uniform between two bounds. */
  public static double[] signed(SplittableRandom random, int n, double least, double most) {
    double[] values = random.doubles(n, least, most).toArray();
    for (int i = 0; i < n; i++) {
      values[i] *= random.nextBoolean() ? 1 : -1;
    }
    return values;
  }

  /** A permutation of 0 … n−1. */
  public static int[] permutation(SplittableRandom random, int n) {
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

  /** A permutation that agrees with the given one nowhere; of one element there is only itself. */
  public static int[] derangement(SplittableRandom random, int[] of) {
    while (true) {
      int[] drawn = permutation(random, of.length);
      boolean agrees = false;
      for (int i = 0; i < of.length; i++) {
        agrees |= drawn[i] == of[i];
      }
      if (!agrees || of.length == 1) {
        return drawn;
      }
    }
  }

  /** The finaliser of SplitMix64: every bit of the key reaches every bit of the state. */
  private static long mix(long z) {
    long a = (z + 0x9e3779b97f4a7c15L);
    a = (a ^ (a >>> 30)) * 0xbf58476d1ce4e5b9L;
    a = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return a ^ (a >>> 31);
  }
}
