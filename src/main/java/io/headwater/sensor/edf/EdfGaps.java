package io.headwater.sensor.edf;

import java.util.List;
import java.util.Locale;

/** Counts the gaps between records and tells of them in one sentence. */
final class EdfGaps {
  private long count;
  private double totalMicros;
  private double longestMicros;
  private long longestAt;

  void add(long record, double micros) {
    count++;
    totalMicros += micros;
    if (micros > longestMicros) {
      longestMicros = micros;
      longestAt = record;
    }
  }

  List<String> notes() {
    if (count == 0) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "%d gaps of %.3f s in all; the longest, %.3f s, lies before record %d.",
            count,
            totalMicros / 1e6,
            longestMicros / 1e6,
            longestAt + 1));
  }
}
