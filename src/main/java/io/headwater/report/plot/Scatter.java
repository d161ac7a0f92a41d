package io.headwater.report.plot;

import java.util.List;

/** Pairs of standardised values, from −3.5 to 3.5 on both axes. */
public final class Scatter {
  private static final double REACH = 3.5;

  private Scatter() {}

  public static String svg(
      String id,
      double side,
      String title,
      String description,
      List<double[]> points,
      String xLabel,
      String yLabel) {
    Svg svg = new Svg(id, side, side, title, description);
    Scale x = Scale.linear(-REACH, REACH, 34, side - 6);
    Scale y = Scale.linear(-REACH, REACH, side - 34, 6);
    for (double tick : new double[] {-2, 0, 2}) {
      svg.line(x.at(tick), y.start(), x.at(tick), y.end(), "grid");
      svg.line(x.start(), y.at(tick), x.end(), y.at(tick), "grid");
      svg.label(x.at(tick), y.start() + 13, "middle", "t", Scale.text(tick));
      svg.label(30, y.at(tick) + 4, "end", "t", Scale.text(tick));
    }
    for (double[] point : points) {
      svg.circle(x.at(point[0]), y.at(point[1]), 1.8, "point c0");
    }
    svg.label((34 + side) / 2, side - 4, "middle", "l", Svg.fit(xLabel, 28));
    svg.element(
        "text",
        Svg.fit(yLabel, 28),
        "transform",
        "translate(10 " + Svg.n((side - 28) / 2) + ") rotate(-90)",
        "text-anchor",
        "middle",
        "class",
        "l");
    return svg.end();
  }
}
