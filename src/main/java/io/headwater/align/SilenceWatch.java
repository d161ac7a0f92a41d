package io.headwater.align;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/** Calls back once whenever nothing has happened for a given processing time. */
final class SilenceWatch {
  private final ProcessingTimeService time;
  private final long maxWaitMillis;
  private final Runnable onSilence;
  private long lastActivityMillis;
  private ScheduledFuture<?> pending;

  SilenceWatch(ProcessingTimeService time, long maxWaitMillis, Runnable onSilence) {
    this.time = time;
    this.maxWaitMillis = maxWaitMillis;
    this.onSilence = onSilence;
  }

  /** Something happened: the wait begins anew. Cheap, as one timer serves many calls. */
  void activity() {
    lastActivityMillis = time.getCurrentProcessingTime();
    if (pending == null) {
      wakeAt(lastActivityMillis + maxWaitMillis);
    }
  }

  void stop() {
    if (pending != null) {
      pending.cancel(false);
      pending = null;
    }
  }

  private void wakeAt(long millis) {
    pending = time.registerTimer(millis, this::check);
  }

  private void check(long nowMillis) {
    pending = null;
    long due = lastActivityMillis + maxWaitMillis;
    if (nowMillis < due) {
      wakeAt(due);
    } else {
      onSilence.run();
    }
  }
}
