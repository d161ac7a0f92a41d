package io.headwater.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 250ms}, {@code 60s}, {@code 5m}, {@code 1h30m}, {@code
 * 2d}, or ISO-8601 such as {@code PT1M}.
 */
public final class DurationText {
  private static final Pattern TERM =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(d|h|min|ms|us|ns|m|s)\\s*");

  /** Nanoseconds per unit, the longest unit first. */
  private static final Map<String, Long> UNITS = units();

  private DurationText() {}

  private static Map<String, Long> units() {
    Map<String, Long> units = new LinkedHashMap<>();
    units.put("d", 86_400_000_000_000L);
    units.put("h", 3_600_000_000_000L);
    units.put("m", 60_000_000_000L);
    units.put("s", 1_000_000_000L);
    units.put("ms", 1_000_000L);
    units.put("us", 1_000L);
    units.put("ns", 1L);
    return units;
  }

  /** The duration that the text names, or empty when it names none (no unit, or no number). */
  public static Optional<Duration> parse(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT).replace("_", "");
    try {
      if (plain.startsWith("p") || plain.startsWith("-p")) {
        return Optional.of(Duration.parse(plain));
      }
      boolean negative = plain.startsWith("-");
      Optional<Duration> size = terms(negative ? plain.substring(1) : plain);
      return negative ? size.map(Duration::negated) : size;
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> terms(String text) {
    Matcher matcher = TERM.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      String unit = matcher.group(2).equals("min") ? "m" : matcher.group(2);
      BigDecimal nanos =
          new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(UNITS.get(unit)));
      sum = sum.plusNanos(nanos.longValueExact());
      end = matcher.end();
    }
    return end == 0 || end != text.length() ? Optional.empty() : Optional.of(sum);
  }

  /** The shortest single-unit text that {@link #parse} turns back into the same duration. */
  public static String print(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    long nanos;
    try {
      nanos = duration.toNanos();
    } catch (ArithmeticException e) {
      return duration.toString(); // longer than 292 years: ISO still says it exactly
    }
    for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
      if (nanos % unit.getValue() == 0) {
        return nanos / unit.getValue() + unit.getKey();
      }
    }
    throw new AssertionError("every duration is a whole number of nanoseconds");
  }
}
