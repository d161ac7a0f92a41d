package io.headwater.simulate;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Which chunk has which fault: a pure function of seed, sleeper, sensor and chunk, so that the pass
 * over the night and the truth about it cannot differ.
 */
final class FaultPlan {
  private static final int WRISTBAND = 1;
  private static final int OXIMETER = 2;

  /** Chunks in ten minutes. */
  private static final int GAP_BLOCK =
      (int) (Duration.ofMinutes(10).toMillis() / WardSettings.CHUNK.toMillis());

  /** 30 s: the shortest gap takes about a window away. */
  private static final int GAP_LEAST = 3;

  /** 120 s: as long as it takes to fasten a sensor again. */
  private static final int GAP_MOST = 12;

  private final WardSettings settings;
  private final Faults faults;
  private final long seed;

  FaultPlan(WardSettings settings) {
    this.settings = settings;
    this.faults = settings.faults();
    this.seed = settings.seed();
  }

  Fault of(int sleeper, int sensor, long chunk) {
    if (isDelaying(sleeper, sensor)) {
      return delayed(chunk) ? Fault.DELAYED : Fault.NONE;
    }
    if (isSilenced(sleeper, sensor, chunk)) {
      return Fault.SILENCED;
    }
    long block = chunk / GAP_BLOCK;
    if (inGap(sleeper, sensor, block, chunk) || inGap(sleeper, sensor, block - 1, chunk)) {
      return Fault.MISSING;
    }
    return ofSentChunk(draws(0, sleeper, sensor, chunk).nextDouble());
  }

  private Fault ofSentChunk(double drawn) {
    if (drawn < faults.wrongChannels()) {
      return Fault.WRONG_CHANNELS;
    }
    if (drawn < faults.wrongChannels() + faults.nonFinite()) {
      return Fault.NON_FINITE;
    }
    boolean twice = drawn < faults.wrongChannels() + faults.nonFinite() + faults.duplicates();
    return twice ? Fault.DUPLICATE : Fault.NONE;
  }

  /** Whether bytes that are no record arrive after this chunk; only sent chunks are asked. */
  boolean garbageAfter(int sleeper, int sensor, long chunk) {
    return !isDelaying(sleeper, sensor)
        && draws(1, sleeper, sensor, chunk).nextDouble() < faults.garbage();
  }

  byte[] garbage(int sleeper, int sensor, long chunk) {
    SplittableRandom random = draws(2, sleeper, sensor, chunk);
    byte[] bytes = new byte[random.nextInt(8, 65)];
    random.nextBytes(bytes);
    return bytes;
  }

  private boolean isDelaying(int sleeper, int sensor) {
    return faults.delayedEvery() > 0 && sleeper == 0 && sensor == OXIMETER;
  }

  /** One chunk of each block; none whose delay would end after the night. */
  private boolean delayed(long chunk) {
    int every = faults.delayedEvery();
    long due = chunk * WardSettings.CHUNK.toNanos() + faults.delay().toNanos();
    return due <= settings.night().toNanos()
        && chunk % every == draws(3, 0, OXIMETER, chunk / every).nextInt(every);
  }

  private boolean isSilenced(int sleeper, int sensor, long chunk) {
    return faults.silentSensor()
        && sleeper == settings.sleepers() - 1
        && sensor == WRISTBAND
        && chunk >= settings.chunks() / 2;
  }

  private boolean inGap(int sleeper, int sensor, long block, long chunk) {
    if (block < 0) {
      return false;
    }
    SplittableRandom random = draws(4, sleeper, sensor, block);
    if (random.nextDouble() >= faults.gaps()) {
      return false;
    }
    long start = block * GAP_BLOCK + random.nextInt(GAP_BLOCK);
    int length = random.nextInt(GAP_LEAST, GAP_MOST + 1);
    return chunk >= start && chunk < start + length;
  }

  private SplittableRandom draws(int question, int sleeper, int sensor, long position) {
    return Draws.of(seed, Draws.Purpose.FAULTS, question, sleeper, sensor, position);
  }
}
