package io.headwater.config;

import java.time.Duration;

/** Range checks that read as sentences: value seen, bound, remedy. */
final class Ranges {
  /** A century: no setting needs more, and it is far from the end of a long in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Problems problems;

  Ranges(Problems problems) {
    this.problems = problems;
  }

  void between(String path, long value, long least, long most) {
    if (value < least || value > most) {
      problems.add(path, "%d is outside %d to %d.".formatted(value, least, most));
    }
  }

  void atLeast(String path, long value, long least, String why) {
    if (value < least) {
      problems.add(path, "%d is too small; use at least %d (%s).".formatted(value, least, why));
    }
  }

  void positive(String path, Duration value) {
    if (value.isZero() || value.isNegative()) {
      problems.add(path, "%s is not a length of time; use more than 0s.".formatted(print(value)));
    }
  }

  void notNegative(String path, Duration value) {
    if (value.isNegative()) {
      problems.add(path, "%s is negative; use 0s or more.".formatted(print(value)));
    }
  }

  /** Windows lie on a grid of whole microseconds, counted in a long. */
  void wholeMicros(String path, Duration value) {
    if (value.getNano() % 1000 != 0) {
      problems.add(path, "%s is not a whole number of microseconds.".formatted(print(value)));
    } else if (value.compareTo(LONGEST) > 0) {
      problems.add(path, "%s is too long; use at most 36500d.".formatted(print(value)));
    }
  }

  private static String print(Duration value) {
    return DurationText.print(value);
  }
}
