package io.headwater.config;

import io.headwater.estimator.EncoderKind;
import io.headwater.sensor.ModalityKind;
import io.headwater.sensor.Resampling;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the text of one YAML value into the type a setting wants, or says why it cannot.
 *
 * <p>It works on the text as written, not on YAML's own guess of a type, so that a channel may be
 * called {@code no} or {@code 1} without quotes.
 */
final class ScalarReader {
  private static final Map<Class<?>, String> NOUNS =
      Map.of(
          ModalityKind.class, "a kind of modality",
          Resampling.class, "a resampling rule",
          EncoderKind.class, "an encoder",
          KafkaConfig.Delivery.class, "a delivery guarantee");

  /** No long is longer; {@code 1e999999999} must not be written out to find that out. */
  private static final int MOST_DIGITS = 19;

  private ScalarReader() {}

  /** A value, or the sentence that says why there is none. */
  record Outcome(Object value, String problem) {
    static Outcome of(Object value) {
      return new Outcome(value, null);
    }

    static Outcome refused(String problem) {
      return new Outcome(null, problem);
    }
  }

  static Outcome read(Class<?> type, String text) {
    if (type == String.class) {
      return Outcome.of(text);
    }
    if (type == Integer.class || type == int.class) {
      Outcome whole = whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
      return whole.value() instanceof BigInteger n ? Outcome.of(n.intValueExact()) : whole;
    }
    if (type == LatentNumber.class) {
      return latents(text);
    }
    if (type == Long.class) {
      Outcome whole = whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
      return whole.value() instanceof BigInteger n ? Outcome.of(n.longValueExact()) : whole;
    }
    if (type == Double.class) {
      return real(text);
    }
    if (type == Boolean.class) {
      return truth(text);
    }
    if (type == Duration.class) {
      return duration(text);
    }
    if (type.isEnum()) {
      return choice(type, text);
    }
    throw new IllegalArgumentException("No YAML form is known for " + type.getName() + ".");
  }

  private static Outcome whole(String text, long least, long most) {
    BigInteger number;
    try {
      BigDecimal written = new BigDecimal(text.strip().replace("_", ""));
      if (written.precision() - (long) written.scale() > MOST_DIGITS) {
        return outOfBounds(text, least, most);
      }
      number = written.toBigIntegerExact();
    } catch (NumberFormatException | ArithmeticException e) {
      return Outcome.refused("'" + text + "' is not a whole number; write one such as 32.");
    }
    return number.compareTo(BigInteger.valueOf(least)) < 0
            || number.compareTo(BigInteger.valueOf(most)) > 0
        ? outOfBounds(text, least, most)
        : Outcome.of(number);
  }

  private static Outcome latents(String text) {
    if (LatentNumber.isWord(text)) {
      return Outcome.of(LatentNumber.AUTO);
    }
    Outcome whole = whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (whole.value() instanceof BigInteger n) {
      return Outcome.of(LatentNumber.of(n.intValueExact()));
    }
    return text.strip().matches("-?[0-9].*")
        ? whole
        : Outcome.refused(
            "'" + text + "' is neither a whole number nor auto; write one such as 2, or auto.");
  }

  private static Outcome outOfBounds(String text, long least, long most) {
    return Outcome.refused(
        "%s is out of bounds; write a number from %d to %d.".formatted(text, least, most));
  }

  private static Outcome real(String text) {
    try {
      double number = new BigDecimal(text.strip().replace("_", "")).doubleValue();
      return Double.isFinite(number)
          ? Outcome.of(number)
          : Outcome.refused("'" + text + "' is too large; write a number such as 8 or 0.002.");
    } catch (NumberFormatException e) {
      return Outcome.refused("'" + text + "' is not a number; write one such as 8 or 0.002.");
    }
  }

  private static Outcome truth(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Outcome.of(true);
      case "false", "no", "off" -> Outcome.of(false);
      default -> Outcome.refused("'" + text + "' is neither true nor false; write one of them.");
    };
  }

  private static Outcome duration(String text) {
    Optional<Duration> duration = DurationText.parse(text);
    if (duration.isPresent()) {
      return Outcome.of(duration.get());
    }
    String remedy =
        text.strip().matches("-?[0-9.]+")
            ? "has no unit; write %ss for seconds, %sm for minutes, or ISO such as PT1M."
                .formatted(text.strip(), text.strip())
            : "is not a duration; write one such as 250ms, 60s, 5m, 1h, 2d or PT1M.";
    return Outcome.refused("'" + text + "' " + remedy);
  }

  private static Outcome choice(Class<?> type, String text) {
    String word = text.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    for (Object constant : type.getEnumConstants()) {
      if (KebabCase.of((Enum<?>) constant).equals(word)) {
        return Outcome.of(constant);
      }
    }
    List<String> known = KebabCase.namesOf(type);
    return Outcome.refused(Nearest.sentence(text, NOUNS.getOrDefault(type, "known here"), known));
  }
}
