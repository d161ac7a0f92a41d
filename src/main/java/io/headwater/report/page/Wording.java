package io.headwater.report.page;

import io.headwater.graph.FindingStatus;
import io.headwater.graph.Verdict;
import java.util.Locale;

/** How values are written for people. */
public final class Wording {
  private Wording() {}

  /** Three or four digits; a dash for what is not known. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return "—";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    double size = Math.abs(value);
    return size >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : size >= 10
            ? String.format(Locale.ROOT, "%.1f", value)
            : size >= .001
                ? String.format(Locale.ROOT, "%.3f", value)
                : String.format(Locale.ROOT, "%.1e", value);
  }

  public static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "—";
  }

  public static String verdict(Verdict verdict) {
    return switch (verdict) {
      case COMPONENT -> "nothing speaks against reading single latents";
      case BLOCK_ONLY -> "read its latents only together: single ones are arbitrary";
      case NONE -> "nothing may be read off its latents";
      case UNDECIDED -> "how its latents may be read is not decided";
    };
  }

  public static String status(FindingStatus status) {
    return switch (status) {
      case SUPPORTED -> "✓ supported";
      case REFUTED -> "✗ refuted";
      case NOT_TESTABLE -> "? not testable";
      case NOT_ENOUGH_DATA -> "… not enough data";
    };
  }

  /** The exact value, for programs that read the page. */
  public static String exact(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }
}
