package io.headwater.report.plot;

import java.util.ArrayList;
import java.util.List;

/** Curves over one axis, with bands, marks and a legend. */
public final class LineChart {
  private static final double LEFT = 48;
  private static final double RIGHT = 12;
  private static final double BOTTOM = 38;

  private final String id;
  private final String title;
  private final String description;
  private final String xLabel;
  private final String yLabel;
  private final boolean positive;
  private final List<Series> series = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

  /**
   * A curve; NaN breaks it.
   *
   * @param style class that colours it, {@code c0} and on
   * @param low lower edge of its band; null without one
   */
  public record Series(
      String name, String style, double[] x, double[] y, double[] low, double[] high) {
    /** Without a band. */
    public Series(String name, String style, double[] x, double[] y) {
      this(name, style, x, y, null, null);
    }
  }

  private record Mark(double x, String style) {}

  /**
   * @param positive whether values are positive, so that the axis starts at 0 or is logarithmic
   */
  public LineChart(
      String id, String title, String description, String xLabel, String yLabel, boolean positive) {
    this.id = id;
    this.title = title;
    this.description = description;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.positive = positive;
  }

  public LineChart add(Series one) {
    series.add(one);
    return this;
  }

  /** A vertical line. */
  public LineChart mark(double x, String style) {
    marks.add(new Mark(x, style));
    return this;
  }

  /** The chart for a width in pixels. */
  public String svg(String suffix, double width, double height) {
    Svg svg = new Svg(id + suffix, width, height, title, description);
    double top = legend(svg, width);
    Scale y = vertical(height - BOTTOM, top + 8);
    double[] xs = range(false);
    Scale x = Scale.linear(Math.min(0, xs[0]), xs[1], LEFT, width - RIGHT);
    axes(svg, x, y, width, height);
    for (Mark mark : marks) {
      svg.line(x.at(mark.x()), y.start(), x.at(mark.x()), y.end(), mark.style());
    }
    for (Series one : series) {
      if (one.low() != null) {
        svg.path(band(one, x, y), "band " + one.style());
      }
    }
    for (Series one : series) {
      svg.path(line(one, x, y), "curve " + one.style());
    }
    return svg.end();
  }

  /** Wraps names into as many rows as they need; returns where the plot may begin. */
  private double legend(Svg svg, double width) {
    if (series.size() < 2) {
      return 4;
    }
    double at = LEFT;
    double row = 14;
    for (Series one : series) {
      double room = 44 + 7 * one.name().length();
      if (at > LEFT && at + room > width) {
        at = LEFT;
        row += 17;
      }
      svg.line(at, row - 4, at + 18, row - 4, "curve " + one.style());
      svg.label(at + 23, row, "start", "l", one.name());
      at += room;
    }
    return row + 4;
  }

  private Scale vertical(double bottom, double top) {
    double[] ys = range(true);
    if (positive) {
      return Scale.ofPositive(ys[0], ys[1], bottom, top);
    }
    double room = (ys[1] - ys[0]) * .05;
    return Scale.linear(ys[0] - room, ys[1] + room, bottom, top);
  }

  /** Of the curves and of what bands are drawn. */
  private double[] range(boolean vertical) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (Series one : series) {
      List<double[]> values = new ArrayList<>();
      values.add(vertical ? one.y() : one.x());
      if (vertical && one.low() != null) {
        values.add(one.low());
        values.add(one.high());
      }
      for (double[] row : values) {
        for (double value : row) {
          least = Double.isFinite(value) ? Math.min(least, value) : least;
          greatest = Double.isFinite(value) ? Math.max(greatest, value) : greatest;
        }
      }
    }
    return least <= greatest ? new double[] {least, greatest} : new double[] {0, 1};
  }

  private void axes(Svg svg, Scale x, Scale y, double width, double height) {
    for (double tick : y.ticks(5)) {
      svg.line(LEFT, y.at(tick), width - RIGHT, y.at(tick), "grid");
      svg.label(LEFT - 5, y.at(tick) + 4, "end", "t", Scale.text(tick));
    }
    for (double tick : x.ticks(width < 500 ? 4 : 8)) {
      svg.line(x.at(tick), y.start(), x.at(tick), y.start() + 4, "axis");
      svg.label(x.at(tick), y.start() + 16, "middle", "t", Scale.text(tick));
    }
    svg.line(LEFT, y.start(), width - RIGHT, y.start(), "axis");
    svg.label((LEFT + width - RIGHT) / 2, height - 5, "middle", "l", xLabel);
    double middle = (y.start() + y.end()) / 2;
    svg.element(
        "text",
        yLabel + (y.logarithmic() ? " (log)" : ""),
        "transform",
        "translate(11 " + Svg.n(middle) + ") rotate(-90)",
        "text-anchor",
        "middle",
        "class",
        "l");
  }

  private static String line(Series one, Scale x, Scale y) {
    StringBuilder path = new StringBuilder("M0 0");
    boolean pen = false;
    for (int i = 0; i < one.x().length; i++) {
      if (Double.isFinite(one.y()[i])) {
        path.append(pen ? 'L' : 'M').append(Svg.n(x.at(one.x()[i])));
        path.append(' ').append(Svg.n(y.at(one.y()[i])));
        boolean alone = !pen && (i + 1 == one.x().length || !Double.isFinite(one.y()[i + 1]));
        path.append(alone ? "h.1" : ""); // a round cap makes a dot of it
        pen = true;
      } else {
        pen = false;
      }
    }
    return path.toString();
  }

  /** One closed piece per unbroken stretch. */
  private static String band(Series one, Scale x, Scale y) {
    StringBuilder path = new StringBuilder("M0 0");
    for (int from = 0; from < one.x().length; from++) {
      int to = from;
      while (to < one.x().length && Double.isFinite(one.low()[to])) {
        to++;
      }
      for (int i = from; i < to; i++) {
        path.append(i == from ? 'M' : 'L').append(Svg.n(x.at(one.x()[i])));
        path.append(' ').append(Svg.n(y.at(one.high()[i])));
      }
      for (int i = to - 1; i >= from; i--) {
        path.append('L').append(Svg.n(x.at(one.x()[i])));
        path.append(' ').append(Svg.n(y.at(one.low()[i])));
      }
      path.append(to > from ? "Z" : "");
      from = to;
    }
    return path.toString();
  }
}
