package io.headwater.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 1-10} and {@code 1,3,7-9} as the whole numbers that they name. */
final class NumberList implements ITypeConverter<List<Long>> {
  /** A slip such as 1-1000000 should not start a month of work. */
  private static final int MOST = 1000;

  @Override
  public List<Long> convert(String text) {
    List<Long> numbers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.strip().split("-", -1);
      long first = number(ends[0], text);
      long last = ends.length == 1 ? first : number(ends[ends.length - 1], text);
      if (ends.length > 2 || last < first || last - first >= MOST) {
        throw mistake(text);
      }
      for (long n = first; n <= last; n++) {
        numbers.add(n);
      }
    }
    return numbers.stream().distinct().toList();
  }

  private static long number(String text, String all) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw mistake(all);
    }
  }

  private static TypeConversionException mistake(String text) {
    return new TypeConversionException(
        "'%s' is not a list of whole numbers; write one such as 1-10 or 1,3,7-9 (at most %d)."
            .formatted(text, MOST));
  }
}
