package io.headwater.report;

/** Time covered by windows that come in order of their ends, and the holes between them. */
final class Spans {
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long covered;
  private long windows;
  private long gaps;
  private long longestGap;

  void add(long start, long end) {
    windows++;
    if (last == Long.MIN_VALUE) {
      covered += end - start;
    } else {
      covered += Math.max(0, end - Math.max(start, last));
      if (start > last) {
        gaps++;
        longestGap = Math.max(longestGap, start - last);
      }
    }
    first = Math.min(first, start);
    last = Math.max(last, end);
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  long coveredMicros() {
    return covered;
  }

  long windows() {
    return windows;
  }

  long gaps() {
    return gaps;
  }

  long longestGapMicros() {
    return longestGap;
  }
}
