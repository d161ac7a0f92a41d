package io.headwater.report.page;

import java.util.Locale;
import java.util.Map;

/** How values are written for people. */
public final class Wording {
  private static final Map<String, String> VERDICTS =
      Map.of(
          "COMPONENT", "nothing speaks against reading single latents",
          "BLOCK_ONLY", "read its latents only together: single ones are arbitrary mixtures",
          "NONE", "nothing shared with other modalities was found",
          "UNDECIDED", "the data do not decide yet");

  private static final Map<String, String> STATUSES =
      Map.of(
          "SUPPORTED", "✓ supported",
          "REFUTED", "✗ refuted",
          "NOT_TESTABLE", "? not testable",
          "NOT_ENOUGH_DATA", "… not enough data");

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

  public static String verdict(String verdict) {
    return VERDICTS.getOrDefault(verdict, "");
  }

  public static String status(String status) {
    return STATUSES.getOrDefault(status, status);
  }

  /** The exact value, for programs that read the page. */
  public static String exact(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }
}
