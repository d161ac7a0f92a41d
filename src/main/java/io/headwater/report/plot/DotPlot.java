package io.headwater.report.plot;

import java.util.List;

/** Rows with up to three marks from 0 to 1: a disc, a diamond and a bar. */
public final class DotPlot {
  private static final double ROW = 19;
  private static final double TOP = 24;
  private static final double BOTTOM = 34;

  private DotPlot() {}

  /**
   * @param strong whether the row is to stand out
   * @param values as many as there are names; NaN where unknown
   */
  public record Row(String name, boolean strong, double[] values) {}

  public static String svg(
      String id,
      double width,
      String title,
      String description,
      List<String> names,
      List<Row> rows,
      String axis) {
    double left = width < 500 ? 132 : 210;
    double bottom = TOP + ROW * rows.size();
    Svg svg = new Svg(id, width, bottom + BOTTOM, title, description);
    Scale x = Scale.linear(0, 1, left, width - 14);
    double at = width < 500 ? 4 : left;
    for (int i = 0; i < names.size(); i++) {
      mark(svg, i, at + 5, 9);
      svg.label(at + 14, 13, "start", "t", names.get(i));
      at += 26 + 6.1 * names.get(i).length();
    }
    for (double tick : x.ticks(5)) {
      svg.line(x.at(tick), TOP, x.at(tick), bottom, "grid");
      svg.label(x.at(tick), bottom + 13, "middle", "t", Scale.text(tick));
    }
    for (int r = 0; r < rows.size(); r++) {
      double y = TOP + (r + .5) * ROW;
      Row row = rows.get(r);
      svg.label(
          left - 8,
          y + 4,
          "end",
          row.strong() ? "t strong" : "t",
          Svg.fit(row.name(), (int) (left / 6.4)));
      for (int i = row.values().length - 1; i >= 0; i--) {
        if (Double.isFinite(row.values()[i])) {
          mark(svg, i, x.at(row.values()[i]), y);
        }
      }
    }
    svg.label((left + width - 14) / 2, bottom + 29, "middle", "l", axis);
    return svg.end();
  }

  private static void mark(Svg svg, int kind, double x, double y) {
    switch (kind) {
      case 0 -> svg.circle(x, y, 4.5, "dot c0");
      case 1 -> svg.path("M%s %sl6 6l-6 6l-6 -6Z".formatted(Svg.n(x), Svg.n(y - 6)), "open c1");
      default -> svg.path("M%s %sv14".formatted(Svg.n(x), Svg.n(y - 7)), "bar c2");
    }
  }
}
