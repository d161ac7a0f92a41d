package io.headwater.config;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/** A setting {@code latents}: a number, or {@code auto} for one that is counted from the data. */
public final class LatentNumber {
  /** Counted from the data. */
  public static final LatentNumber AUTO = new LatentNumber(null);

  private static final String WORD = "auto";

  private final Integer number;

  private LatentNumber(Integer number) {
    this.number = number;
  }

  public static LatentNumber of(int number) {
    return new LatentNumber(number);
  }

  public boolean isAuto() {
    return number == null;
  }

  /**
   * The number.
   *
   * @throws IllegalStateException when it is {@link #AUTO}
   */
  public int number() {
    if (isAuto()) {
      throw new IllegalStateException("The number of latents is to be counted; ask isAuto first.");
    }
    return number;
  }

  /** As in the file: a whole number or the word. */
  @JsonValue
  Object written() {
    return isAuto() ? WORD : number;
  }

  /** Whether a text is the word for {@link #AUTO}. */
  static boolean isWord(String text) {
    return text.strip().equalsIgnoreCase(WORD);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LatentNumber that && Objects.equals(number, that.number);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(number);
  }

  @Override
  public String toString() {
    return String.valueOf(written());
  }
}
