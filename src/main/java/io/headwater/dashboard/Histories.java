package io.headwater.dashboard;

import io.headwater.config.HeadwaterConfig;

/**
 * All that is held in memory to be shown, each part bounded by itself.
 *
 * @param watched people looked at, of whom more is kept
 * @param graphs snapshots of the graph
 * @param latents of the learner
 * @param scores latents of the scorer
 * @param losses over everybody, and which modalities were there
 * @param models model versions
 * @param curves of the sensors
 * @param unused late and rejected input
 */
record Histories(
    WatchedSubjects watched,
    SnapshotHistory graphs,
    LatentHistory latents,
    LatentHistory scores,
    LossHistory losses,
    ModelHistory models,
    SensorCurves curves,
    UnusedChunks unused) {

  /** Buckets of a sensor curve in a window: enough to see what a window holds. */
  private static final int BUCKETS_PER_WINDOW = 4;

  private static final long LEAST_BUCKET_MICROS = 1_000_000;

  static Histories of(HeadwaterConfig config) {
    WatchedSubjects watched = new WatchedSubjects();
    long bucketMicros =
        Math.max(LEAST_BUCKET_MICROS, config.window().size().toNanos() / 1000 / BUCKETS_PER_WINDOW);
    return new Histories(
        watched,
        new SnapshotHistory(),
        new LatentHistory(watched, LatentHistory.MOST_ROWS),
        new LatentHistory(watched, LatentHistory.MOST_SCORES),
        new LossHistory(),
        new ModelHistory(),
        new SensorCurves(bucketMicros, watched),
        new UnusedChunks(config));
  }

  People people() {
    return new People(latents, scores);
  }
}
