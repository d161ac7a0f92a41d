package io.headwater.fault;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has passed through a run's tasks, over all attempts, and where they are to fail. Shared by
 * the test and the tasks of its cluster, which live in one JVM.
 */
final class Sabotage {
  private static final Map<String, Sabotage> RUNS = new ConcurrentHashMap<>();

  /**
   * What was written has left for the broker by then, most of the time: with all of it still at the
   * task, a failure would find nothing to repeat.
   */
  private static final long OUTPUT_LEAVES_MILLIS = 20;

  private final String run;
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong latents = new AtomicLong();
  private final SplittableRandom random;
  private final long readPerLatent;
  private final int widestGap;
  private int planned;
  private int failures;
  private long nextFailure;
  private volatile CountDownLatch consumer = new CountDownLatch(0);
  private volatile long consumerPauseMillis;
  private boolean armed = true;

  private Sabotage(String run, long seed, int failures, long readPerLatent, int widestGap) {
    this.run = run;
    random = new SplittableRandom(seed);
    this.readPerLatent = readPerLatent;
    this.widestGap = widestGap;
    planned = failures;
    plan();
  }

  /** A run without failures. */
  static Sabotage none(String run) {
    return put(new Sabotage(run, 0, 0, 1, 1));
  }

  /**
   * A run that fails so often, each time after a random share of the feed has passed since the
   * failure before: records read and latents written, over all tasks, the latents as much as the
   * records. All failures happen, even if every share were the greatest.
   */
  static Sabotage failing(String run, long seed, int failures, Feed feed) {
    long readPerLatent = feed.sent() / feed.latents();
    long events = feed.sent() + readPerLatent * feed.latents();
    return put(new Sabotage(run, seed, failures, readPerLatent, (int) events / failures));
  }

  private static Sabotage put(Sabotage made) {
    RUNS.put(made.run, made);
    return made;
  }

  /**
   * A run that fails so often once it is {@link #arm armed}, each time after at most so many
   * records and latents.
   */
  static Sabotage waiting(String run, long seed, int failures, int widestGap) {
    Sabotage made = put(new Sabotage(run, seed, failures, 1, widestGap));
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

  /** Whatever takes the latents takes no more, until {@link #slowConsumer}. */
  void haltConsumer() {
    consumer = new CountDownLatch(1);
  }

  /** Whatever takes the latents takes them slowly. */
  void slowConsumer(long millisPerLatent) {
    consumerPauseMillis = millisPerLatent;
    consumer.countDown();
  }

  /** One more failure, at the next event. */
  synchronized void failNext() {
    planned++;
    nextFailure = 0;
  }

  long latents() {
    return latents.get();
  }

  /** That every planned failure happened: a run without would show nothing. */
  synchronized void check() {
    if (failures != planned) {
      throw new IllegalStateException(
          "Of %d failures of run %s only %d happened.".formatted(planned, run, failures));
    }
  }

  void recordRead() {
    read.incrementAndGet();
    failIfDue("source");
  }

  void latentWritten() throws InterruptedException {
    latents.incrementAndGet();
    consumer.await();
    if (consumerPauseMillis > 0) {
      Thread.sleep(consumerPauseMillis);
    }
    if (isDue()) {
      Thread.sleep(OUTPUT_LEAVES_MILLIS);
    }
    failIfDue("sink");
  }

  private synchronized boolean isDue() {
    return armed && failures < planned && events() >= nextFailure;
  }

  private synchronized void failIfDue(String where) {
    if (isDue()) {
      failures++;
      plan();
      throw new IllegalStateException(
          "The test made the " + where + " fail, failure " + failures + " of " + planned + ".");
    }
  }

  private void plan() {
    nextFailure = events() + 1 + random.nextInt(widestGap);
  }

  private long events() {
    return read.get() + readPerLatent * latents.get();
  }
}
