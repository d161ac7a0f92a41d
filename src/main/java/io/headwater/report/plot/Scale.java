package io.headwater.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Values to places on a page.
 *
 * @param from value at {@code start}
 * @param to value at {@code end}
 * @param logarithmic whether equal ratios are equally far
 */
record Scale(double from, double to, double start, double end, boolean logarithmic) {
  /** Beyond this ratio a straight scale hides what is small. */
  private static final double LOG_FROM_RATIO = 30;

  static Scale linear(double from, double to, double start, double end) {
    double wide = to > from ? to : from + 1;
    return new Scale(from, wide, start, end, false);
  }

  /** Of positive values: straight from 0, or logarithmic where they differ much. */
  static Scale ofPositive(double least, double greatest, double start, double end) {
    return least > 0 && greatest / least > LOG_FROM_RATIO
        ? new Scale(least, greatest, start, end, true)
        : linear(0, greatest * 1.05, start, end);
  }

  double at(double value) {
    double share =
        logarithmic
            ? Math.log(Math.max(value, from) / from) / Math.log(to / from)
            : (value - from) / (to - from);
    return start + Math.max(0, Math.min(1, share)) * (end - start);
  }

  /** Round values inside, about as many as asked (Heckbert 1990, nice numbers). */
  List<Double> ticks(int about) {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      boolean few = Math.log10(to / from) > 1.8;
      for (double decade = Math.pow(10, Math.floor(Math.log10(from))); decade <= to; decade *= 10) {
        for (double m : few ? new double[] {1} : new double[] {1, 2, 5}) {
          if (decade * m >= from * .999 && decade * m <= to * 1.001) {
            ticks.add(decade * m);
          }
        }
      }
      return ticks;
    }
    double raw = (to - from) / about;
    double unit = Math.pow(10, Math.floor(Math.log10(raw)));
    double step = unit * (raw / unit < 1.5 ? 1 : raw / unit < 3.5 ? 2 : raw / unit < 7.5 ? 5 : 10);
    for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  static String text(double tick) {
    double size = Math.abs(tick);
    if (size >= 10_000) {
      return String.format(Locale.ROOT, "%,.0f", tick);
    }
    String digits = String.format(Locale.ROOT, size < .01 && size > 0 ? "%.4f" : "%.2f", tick);
    return digits.contains(".") ? digits.replaceAll("0+$", "").replaceAll("\\.$", "") : digits;
  }
}
