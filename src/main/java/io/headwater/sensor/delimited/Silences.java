package io.headwater.sensor.delimited;

import java.util.List;
import java.util.Locale;

/** Counts silences longer than a modality bridges and tells of them in one sentence. */
final class Silences {
  private final long bridgedMicros;
  private long last = Long.MIN_VALUE;
  private long count;
  private long longest;
  private long longestLine;

  /**
   * @param bridgedMicros silences up to this are ordinary; 0 when no silence is worth telling
   */
  Silences(long bridgedMicros) {
    this.bridgedMicros = bridgedMicros;
  }

  void at(TimedRow row) {
    long silence = last == Long.MIN_VALUE ? 0 : row.timeMicros() - last;
    last = row.timeMicros();
    if (bridgedMicros > 0 && silence > bridgedMicros) {
      count++;
      if (silence > longest) {
        longest = silence;
        longestLine = row.line();
      }
    }
  }

  List<String> notes() {
    return count == 0
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%d silences longer than %.1f s; the longest, %.1f s, ends in line %d.",
                count,
                bridgedMicros / 1e6,
                longest / 1e6,
                longestLine));
  }
}
