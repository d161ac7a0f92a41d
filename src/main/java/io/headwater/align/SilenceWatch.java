package io.headwater.align;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Calls back once whenever nothing has happened for a given processing time.
 *
 * <p>Time in which the task itself was held up (by back-pressure, while the learner re-solves) is
 * no silence: records may be waiting all the while. So silence is counted in ticks, and a tick that
 * comes late by more than its own length starts the count anew.
 */
final class SilenceWatch {
  /** Ticks that make a silence; more would notice shorter hold-ups at the cost of more timers. */
  static final int TICKS = 5;

  private final ProcessingTimeService time;
  private final long tickMillis;
  private final Runnable onSilence;
  private int quietTicks;
  private boolean silent = true;
  private ScheduledFuture<?> pending;

  SilenceWatch(ProcessingTimeService time, long maxWaitMillis, Runnable onSilence) {
    this.time = time;
    this.tickMillis = Math.max(1, maxWaitMillis / TICKS);
    this.onSilence = onSilence;
  }

  /** Something happened: the wait begins anew. Cheap, as one timer serves many calls. */
  void activity() {
    quietTicks = 0;
    silent = false;
    if (pending == null) {
      wake();
    }
  }

  void stop() {
    if (pending != null) {
      pending.cancel(false);
      pending = null;
    }
  }

  private void wake() {
    pending = time.registerTimer(time.getCurrentProcessingTime() + tickMillis, this::tick);
  }

  private void tick(long dueMillis) {
    pending = null;
    if (silent) {
      return;
    }
    boolean heldUp = time.getCurrentProcessingTime() - dueMillis > tickMillis;
    quietTicks = heldUp ? 0 : quietTicks + 1;
    // The first tick may follow an activity at once; only those after it were quiet throughout.
    if (quietTicks > TICKS) {
      silent = true;
      onSilence.run();
    } else {
      wake();
    }
  }
}
