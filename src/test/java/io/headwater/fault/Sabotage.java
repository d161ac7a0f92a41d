package io.headwater.fault;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has passed through a run's tasks, over all attempts, and where they are to fail. Shared by
 * the test and the tasks of its cluster, which live in one JVM.
 */
final class Sabotage {
  private static final Map<String, Sabotage> RUNS = new ConcurrentHashMap<>();

  private final String run;
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong latents = new AtomicLong();
  private final SplittableRandom random;
  private final int widestGap;
  private final int planned;
  private int failures;
  private long nextFailure;
  private volatile long consumerPauseMillis;
  private boolean armed = true;

  private Sabotage(String run, long seed, int failures, int widestGap) {
    this.run = run;
    random = new SplittableRandom(seed);
    this.widestGap = widestGap;
    planned = failures;
    plan();
  }

  /** A run without failures. */
  static Sabotage none(String run) {
    return failing(run, 0, 0, 1);
  }

  /**
   * A run that fails so often, each time after a random number of events (a record read or a latent
   * written, over all tasks) since the failure before.
   */
  static Sabotage failing(String run, long seed, int failures, int widestGap) {
    Sabotage made = new Sabotage(run, seed, failures, widestGap);
    RUNS.put(run, made);
    return made;
  }

  /** The same, but nothing fails before it is {@link #arm armed}. */
  static Sabotage waiting(String run, long seed, int failures, int widestGap) {
    Sabotage made = failing(run, seed, failures, widestGap);
    made.disarm();
    return made;
  }

  private synchronized void disarm() {
    armed = false;
  }

  /** From now on the planned failures happen. */
  synchronized void arm() {
    armed = true;
    plan();
  }

  static Sabotage of(String run) {
    return RUNS.get(run);
  }

  String run() {
    return run;
  }

  /** Slows whatever takes the latents. */
  void slowConsumer(long millisPerLatent) {
    consumerPauseMillis = millisPerLatent;
  }

  long latents() {
    return latents.get();
  }

  synchronized int failures() {
    return failures;
  }

  void recordRead() {
    read.incrementAndGet();
    failIfDue("source");
  }

  void latentWritten() throws InterruptedException {
    latents.incrementAndGet();
    if (consumerPauseMillis > 0) {
      Thread.sleep(consumerPauseMillis);
    }
    failIfDue("sink");
  }

  private synchronized void failIfDue(String where) {
    if (armed && failures < planned && read.get() + latents.get() >= nextFailure) {
      failures++;
      plan();
      throw new IllegalStateException(
          "The test made the " + where + " fail, failure " + failures + " of " + planned + ".");
    }
  }

  private void plan() {
    nextFailure = read.get() + latents.get() + 1 + random.nextInt(widestGap);
  }
}
