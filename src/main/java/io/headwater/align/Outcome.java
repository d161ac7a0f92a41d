package io.headwater.align;

import java.util.Locale;

/** What became of a chunk; every chunk read has exactly one of the other outcomes. */
public enum Outcome {
  READ,
  /** Entered at least one window, or was kept as a picture or tabular row. */
  USED,
  DUPLICATE,
  LATE,
  REJECTED;

  /** Name in metrics and accumulators, such as {@code used}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
