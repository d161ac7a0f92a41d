package io.headwater.simulate;

import java.time.Duration;
import java.time.Instant;

/** Whose window a row is, and when: twenty subjects take turns, window after window. */
public final class Turns {
  public static final Duration WINDOW = Duration.ofSeconds(30);

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SUBJECTS = 20;

  private Turns() {}

  public static String subject(int row) {
    return "subject-%02d".formatted(row % SUBJECTS + 1);
  }

  /** Start of the window, microseconds since the epoch. */
  public static long startMicros(int row) {
    return START.getEpochSecond() * 1_000_000L + row / SUBJECTS * (WINDOW.toNanos() / 1000);
  }
}
