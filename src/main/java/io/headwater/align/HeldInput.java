package io.headwater.align;

/**
 * How a source tells the {@link Admission} chained to it that it holds its input back on purpose:
 * its partitions are then not silent, and live windows do not close without them.
 *
 * <p>Reader, admission and its timers all run on the thread of their task, which no other task
 * shares, so the mark belongs to the thread.
 */
public final class HeldInput {
  private static final ThreadLocal<Boolean> HELD = ThreadLocal.withInitial(() -> false);

  private HeldInput() {}

  /** Called by a reader, on its task's thread. */
  public static void set(boolean held) {
    HELD.set(held);
  }

  static boolean isHeld() {
    return HELD.get();
  }
}
