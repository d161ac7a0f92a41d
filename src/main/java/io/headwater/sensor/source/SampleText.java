package io.headwater.sensor.source;

/** Reads a sample from text. */
public final class SampleText {
  private SampleText() {}

  /**
   * A number as written in decimal or scientific notation, or {@code NaN}.
   *
   * @throws NumberFormatException when it is none, infinite, or a Java literal such as {@code 1f}
   */
  public static float parse(String text) {
    float value = Float.parseFloat(text);
    char last = text.charAt(text.length() - 1);
    if (Float.isInfinite(value) || "dDfF".indexOf(last) >= 0) {
      throw new NumberFormatException(text);
    }
    return value;
  }
}
