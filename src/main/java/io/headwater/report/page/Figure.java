package io.headwater.report.page;

/**
 * A plot at two widths, of which the page shows the one that fits.
 *
 * @param wide SVG for screens and paper
 * @param narrow SVG for phones
 * @param caption what is drawn, in sentences
 */
public record Figure(String wide, String narrow, String caption) {
  private static final double WIDE = 720;
  private static final double NARROW = 350;

  /** Draws for a suffix of ids and a width in pixels. */
  interface Drawing {
    String svg(String suffix, double width);
  }

  static Figure of(Drawing drawing, String caption) {
    return new Figure(drawing.svg("-w", WIDE), drawing.svg("-n", NARROW), caption);
  }
}
