package io.headwater.model.latent;

import io.headwater.model.StagingBuffers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Threads of a solve. Replicas do not disturb each other, so that shares of them take the same step
 * at the same time, each share in a lane with staging memory of its own. In which share a replica
 * is changes none of its bits, so that the number of lanes may follow the machine.
 */
final class Lanes implements AutoCloseable {
  /** Replicas are few: shares of more lanes would be small and mostly overhead. */
  private static final int MOST = 8;

  private final List<StagingBuffers> staging;
  private final ExecutorService threads;

  /** What a lane does with replicas {@code from} to before {@code to}. */
  interface Work {
    void run(StagingBuffers staging, int from, int to);
  }

  /**
   * @param count at least 1; the first lane is the calling thread
   */
  Lanes(int count) {
    staging = IntStream.range(0, count).mapToObj(i -> new StagingBuffers()).toList();
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "latent-solver-lane");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** As many lanes as the JVM has processors, within bounds. */
  static Lanes ofThisMachine() {
    return new Lanes(Math.min(MOST, Runtime.getRuntime().availableProcessors()));
  }

  /** The staging memory of the calling thread, between calls of {@link #share}. */
  StagingBuffers own() {
    return staging.get(0);
  }

  /**
   * Shares replicas evenly among the lanes, and returns when all are done, also when one fails:
   * what they use may be closed afterwards.
   */
  void share(int replicas, Work work) {
    int lanes = Math.min(staging.size(), replicas);
    List<CompletableFuture<Void>> others = new ArrayList<>();
    for (int k = 1; k < lanes; k++) {
      int lane = k;
      others.add(CompletableFuture.runAsync(() -> run(lane, lanes, replicas, work), threads));
    }
    try {
      run(0, lanes, replicas, work);
    } finally {
      others.forEach(other -> other.exceptionally(failed -> null).join());
    }
    try {
      others.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void run(int lane, int lanes, int replicas, Work work) {
    work.run(staging.get(lane), lane * replicas / lanes, (lane + 1) * replicas / lanes);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
