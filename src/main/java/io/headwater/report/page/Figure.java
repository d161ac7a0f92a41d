package io.headwater.report.page;

/**
 * A plot at two widths, of which the page shows the one that fits.
 *
 * @param wide SVG for screens and paper
 * @param narrow SVG for phones
 * @param caption what is drawn, in sentences
 */
public record Figure(String wide, String narrow, String caption) {
  static final double WIDE = 720;
  static final double NARROW = 350;
}
