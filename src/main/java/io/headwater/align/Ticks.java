package io.headwater.align;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/** Regular ticks of processing time that know when they come late. */
final class Ticks {
  /** Told at every tick. */
  interface Listener {
    /**
     * @param heldUp whether the tick came late by more than its own length, because the task's
     *     thread was held up
     */
    void tick(boolean heldUp);
  }

  private final ProcessingTimeService time;
  private final long millis;
  private final Listener listener;
  private ScheduledFuture<?> pending;

  Ticks(ProcessingTimeService time, long millis, Listener listener) {
    this.time = time;
    this.millis = millis;
    this.listener = listener;
  }

  void start() {
    pending = time.registerTimer(time.getCurrentProcessingTime() + millis, this::onTimer);
  }

  void stop() {
    if (pending != null) {
      pending.cancel(false);
    }
  }

  private void onTimer(long dueMillis) {
    listener.tick(time.getCurrentProcessingTime() - dueMillis > millis);
    start();
  }
}
