package io.headwater.learn.drift;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A rise of a prequential loss.
 *
 * @param loss which one
 * @param sinceMicros event time of the change as estimated, microseconds since the epoch: windows
 *     that end before it were of the old kind
 * @param noticedMicros end of the window that gave it away
 * @param before typical loss before
 * @param after typical loss since
 */
public record DriftAlarm(
    WatchedLoss loss, long sinceMicros, long noticedMicros, double before, double after) {

  /** What rose. */
  public enum WatchedLoss {
    /** Error of a modality's reconstruction from its own code: rises when its sensor changes. */
    RECONSTRUCTION("reconstruction"),

    /** Error of predicting each modality from the others: rises when mechanisms between change. */
    CROSS_PREDICTION("cross-prediction");

    private final String word;

    WatchedLoss(String word) {
      this.word = word;
    }
  }

  /** Such as {@code since 2026-03-01T10:20:00Z, loss of cross-prediction from 0.62 to 1.07}. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "since %s, loss of %s from %.2g to %.2g, noticed at %s",
        time(sinceMicros),
        loss.word,
        before,
        after,
        time(noticedMicros));
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
