package io.headwater.sensor.edf;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One time-stamped annotations list (EDF+ 2.2.2).
 *
 * @param onset seconds after the start of the file; may be negative
 * @param duration seconds, when given
 * @param texts annotations that share onset and duration; an empty first text marks the onset of a
 *     data record
 */
record Tal(BigDecimal onset, Optional<BigDecimal> duration, List<String> texts) {
  private static final byte END = 0;
  private static final byte TEXT = 0x14;
  private static final byte DURATION = 0x15;
  private static final Pattern ONSET = Pattern.compile("[+-]\\d+(\\.\\d*)?");
  private static final Pattern SECONDS = Pattern.compile("\\d+(\\.\\d*)?");

  /** What an annotation signal held: lists in order, and pieces that are none. */
  record Parsed(List<Tal> lists, List<String> malformed) {}

  /** Splits the bytes of one annotation signal of one data record. */
  static Parsed parse(byte[] bytes) {
    List<Tal> lists = new ArrayList<>();
    List<String> malformed = new ArrayList<>();
    int from = 0;
    while (from < bytes.length) {
      int to = indexOf(bytes, END, from, bytes.length);
      if (to > from) {
        Optional<Tal> list = one(bytes, from, to);
        list.ifPresentOrElse(lists::add, new Malformed(malformed, text(bytes, from, to))::note);
      }
      from = to + 1;
    }
    return new Parsed(lists, malformed);
  }

  /** Onset of the data record that begins with these bytes, if its first list tells one. */
  static Optional<BigDecimal> recordOnset(byte[] bytes) {
    int to = indexOf(bytes, END, 0, bytes.length);
    return one(bytes, 0, to).filter(list -> list.texts().get(0).isEmpty()).map(Tal::onset);
  }

  private static Optional<Tal> one(byte[] bytes, int from, int to) {
    int firstText = indexOf(bytes, TEXT, from, to);
    if (firstText == to) {
      return Optional.empty();
    }
    int mark = indexOf(bytes, DURATION, from, firstText);
    String onset = text(bytes, from, mark);
    String duration = mark < firstText ? text(bytes, mark + 1, firstText) : "";
    if (!ONSET.matcher(onset).matches()
        || !(duration.isEmpty() || SECONDS.matcher(duration).matches())) {
      return Optional.empty();
    }
    return Optional.of(
        new Tal(
            new BigDecimal(onset),
            duration.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(duration)),
            texts(bytes, firstText + 1, to)));
  }

  private static List<String> texts(byte[] bytes, int from, int to) {
    List<String> texts = new ArrayList<>();
    int at = from;
    while (at < to) {
      int end = indexOf(bytes, TEXT, at, to);
      texts.add(text(bytes, at, end));
      at = end + 1;
    }
    return texts.isEmpty() ? List.of("") : List.copyOf(texts);
  }

  private static int indexOf(byte[] bytes, byte wanted, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private record Malformed(List<String> all, String piece) {
    void note() {
      all.add(piece);
    }
  }
}
