package io.headwater.suite;

import java.util.Locale;

/** Lines and tables as Markdown has them; a number that does not apply is a dash. */
final class MarkdownPage {
  private static final int DECIMALS = 3;

  private final StringBuilder text = new StringBuilder();

  void line(String line) {
    text.append(line).append('\n');
  }

  /** The first row of a table and the rule below it. */
  void header(String... cells) {
    cells(cells);
    line("|" + "---|".repeat(cells.length));
  }

  void cells(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  static String number(double value) {
    return rounded(value, DECIMALS);
  }

  static String tenths(double value) {
    return rounded(value, 1);
  }

  static String whole(double value) {
    return rounded(value, 0);
  }

  /** Such as {@code 0.975 ± 0.021 (0.960)}: mean, standard deviation, minimum. */
  static String spread(Spread spread) {
    return "%s ± %s (%s)"
        .formatted(number(spread.mean()), number(spread.deviation()), number(spread.least()));
  }

  private static String rounded(double value, int decimals) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
