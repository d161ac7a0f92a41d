package io.headwater.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of values from 0 to 1 as shades; what is not known stays empty with a dotted line. */
public final class HeatMap {
  private static final double ROW = 17;
  private static final double TOP = 24;
  private static final double BOTTOM = 34;

  /** Width of a character of a name, and the least room for names. */
  private static final double CHARACTER = 6.6;

  private static final double LEAST_LEFT = 70;

  private HeatMap() {}

  /**
   * @param rows names of the rows
   * @param values row × column, 0 to 1, NaN where unknown
   * @param first and {@code last}: what the left and the right edge stand for
   */
  public static String svg(
      String id,
      double width,
      String title,
      String description,
      List<String> rows,
      List<double[]> values,
      String first,
      String last,
      String axis) {
    double left = margin(width, rows);
    double height = TOP + ROW * rows.size() + BOTTOM;
    Svg svg = new Svg(id, width, height, title, description);
    key(svg, left);
    for (int r = 0; r < rows.size(); r++) {
      double y = TOP + r * ROW;
      svg.label(left - 6, y + 12, "end", "t", Svg.fit(rows.get(r), (int) (left / CHARACTER)));
      svg.line(left, y + ROW / 2, width - 8, y + ROW / 2, "unknown");
      double[] row = values.get(r);
      double cell = (width - 8 - left) / row.length;
      for (int c = 0; c < row.length; c++) {
        if (Double.isFinite(row[c])) {
          double x = left + c * cell;
          cell(svg, x, y, cell, "class", "ground");
          String opacity = String.format(Locale.ROOT, "%.2f", .06 + .94 * row[c]);
          cell(svg, x, y, cell, "class", "heat", "fill-opacity", opacity);
        }
      }
    }
    double below = TOP + ROW * rows.size() + 13;
    svg.label(left, below, "start", "t", first);
    svg.label(width - 8, below, "end", "t", last);
    svg.label((left + width - 8) / 2, below + 15, "middle", "l", axis);
    return svg.end();
  }

  /** Room for the longest name, as far as it leaves the cells their half or more. */
  private static double margin(double width, List<String> rows) {
    int longest = rows.stream().mapToInt(String::length).max().orElse(0);
    return Math.min(Math.max(longest * CHARACTER + 8, LEAST_LEFT), width / 2);
  }

  private static void cell(Svg svg, double x, double y, double width, String... style) {
    List<String> attributes = new ArrayList<>();
    attributes.addAll(List.of("x", Svg.n(x), "y", Svg.n(y + 1)));
    attributes.addAll(List.of("width", Svg.n(width + .2), "height", Svg.n(ROW - 2)));
    attributes.addAll(List.of(style));
    svg.element("rect", "", attributes.toArray(String[]::new));
  }

  private static void key(Svg svg, double left) {
    svg.label(left, 12, "start", "t", "0");
    for (int i = 0; i < 5; i++) {
      svg.element(
          "rect",
          "",
          "x",
          Svg.n(left + 11 + i * 14),
          "y",
          "2",
          "width",
          "14",
          "height",
          "12",
          "class",
          "heat",
          "fill-opacity",
          String.format(Locale.ROOT, "%.2f", .06 + .235 * i));
    }
    svg.label(left + 86, 12, "start", "t", "1");
  }
}
