package io.headwater.sensor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Says what is wrong with a chunk that came from outside, before it meets any state. */
public final class ChunkValidator {
  /** 1 Mi samples: a hundred times what the readers send, and still only megabytes. */
  public static final int MAX_SAMPLES = 1 << 20;

  /** 16 Mi values, 64 MiB: the widest image we would take. */
  public static final int MAX_VALUES = 1 << 24;

  /** Of subject and device: a name for each person, not a text; both are kept in state. */
  public static final int MAX_NAME = 256;

  private static final int SHOWN_OF_LONG = 40;

  /** Of the unit: one for each of some thousand channels. */
  public static final int MAX_UNIT = 1 << 16;

  /** Nothing was measured before the epoch by a device that streams; a lost clock says 1970. */
  public static final long EARLIEST_MICROS = 0;

  /** A clock beyond the year 2200 is wrong, and would push every watermark past all other data. */
  public static final long LATEST_MICROS =
      ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2200-01-01T00:00:00Z"));

  /** One microsecond, the resolution of all times here. */
  public static final double MIN_PERIOD_MICROS = 1;

  /** A year between samples: slower than anything that is sampled at a rate. */
  public static final double MAX_PERIOD_MICROS = 366 * 86_400e6;

  private ChunkValidator() {}

  /** The reason why a chunk cannot be used as this modality, as a sentence; empty when it can. */
  public static Optional<String> problem(SensorChunk chunk, Modality modality) {
    return identity(chunk, modality)
        .or(() -> shape(chunk, modality))
        .or(() -> times(chunk))
        .or(() -> values(chunk))
        .map(
            problem ->
                "Chunk %d of subject '%s' %s"
                    .formatted(chunk.sequence(), shown(chunk.subject()), problem));
  }

  /** A name as messages show it: what is too long for a name must not hide what is said of it. */
  public static String shown(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, SHOWN_OF_LONG) + "…";
  }

  private static Optional<String> identity(SensorChunk chunk, Modality modality) {
    if (chunk.subject().isBlank()) {
      return Optional.of("names no subject; the sender must set it.");
    }
    if (!chunk.modality().equals(modality.name())) {
      return Optional.of(
          "says modality '%s' where '%s' is expected; it came on the wrong topic."
              .formatted(chunk.modality(), modality.name()));
    }
    if (chunk.subject().length() > MAX_NAME || chunk.device().length() > MAX_NAME) {
      return Optional.of(
          "has a subject of %d and a device of %d characters; at most %d are taken."
              .formatted(chunk.subject().length(), chunk.device().length(), MAX_NAME));
    }
    if (chunk.unit().length() > MAX_UNIT) {
      return Optional.of(
          "has a unit of %d characters; at most %d are taken."
              .formatted(chunk.unit().length(), MAX_UNIT));
    }
    return Optional.empty();
  }

  private static Optional<String> shape(SensorChunk chunk, Modality modality) {
    int declared = modality.channels().size();
    int carried = chunk.channels().size();
    if (carried != declared) {
      return Optional.of(
          "carries %d channels %s but modality '%s' declares %d %s; align sender and configuration."
              .formatted(
                  carried, chunk.channels(), modality.name(), declared, modality.channels()));
    }
    if (!chunk.channels().equals(modality.channels())) {
      return Optional.of(
          "carries channels %s but modality '%s' declares %s, in this order; align sender and configuration."
              .formatted(chunk.channels(), modality.name(), modality.channels()));
    }
    int values = chunk.values().length;
    if (values == 0) {
      return Optional.of("holds no sample; empty chunks need not be sent.");
    }
    if (values % declared != 0) {
      return Optional.of(
          "holds %d values, which is no multiple of its %d channels; it is cut off."
              .formatted(values, declared));
    }
    if (chunk.samples() > MAX_SAMPLES || values > MAX_VALUES) {
      return Optional.of(
          "holds %d samples of %d channels; at most %d samples and %d values are taken. Send shorter chunks."
              .formatted(chunk.samples(), declared, MAX_SAMPLES, MAX_VALUES));
    }
    return Optional.empty();
  }

  private static Optional<String> times(SensorChunk chunk) {
    double period = chunk.periodMicros();
    if (!Double.isFinite(period)
        || period < 0
        || period > 0 && (period < MIN_PERIOD_MICROS || period > MAX_PERIOD_MICROS)) {
      return Optional.of(
          "has a sample period of %s µs; it must be 0 (irregular) or between 1 µs and a year."
              .formatted(period));
    }
    if (outOfRange(chunk.startMicros())) {
      return Optional.of(
          "starts at %s µs since 1970 (%s), outside 1970 to 2200; its clock is wrong."
              .formatted(
                  chunk.startMicros(), Instant.EPOCH.plus(chunk.startMicros(), ChronoUnit.MICROS)));
    }
    Optional<String> offsets = offsets(chunk);
    if (offsets.isEmpty() && outOfRange(chunk.endMicros())) {
      return Optional.of("ends after the year 2200; its period or offsets are wrong.");
    }
    return offsets;
  }

  private static boolean outOfRange(long micros) {
    return micros < EARLIEST_MICROS || micros > LATEST_MICROS;
  }

  private static Optional<String> offsets(SensorChunk chunk) {
    long[] offsets = chunk.offsetsMicros();
    int expected = chunk.isRegular() ? 0 : chunk.samples();
    if (offsets.length != expected) {
      return Optional.of(
          "has %d offsets for %d %s samples; %d are needed."
              .formatted(
                  offsets.length,
                  chunk.samples(),
                  chunk.isRegular() ? "regular" : "irregular",
                  expected));
    }
    long before = 0;
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] < before) {
        return Optional.of(
            "has offset %d µs at sample %d after %d µs; offsets must not decrease."
                .formatted(offsets[i], i, before));
      }
      if (offsets[i] > LATEST_MICROS) {
        return Optional.of(
            "has offset %d µs at sample %d, longer than two centuries.".formatted(offsets[i], i));
      }
      before = offsets[i];
    }
    return Optional.empty();
  }

  private static Optional<String> values(SensorChunk chunk) {
    for (float value : chunk.values()) {
      if (Float.isFinite(value)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        "holds no finite value among " + chunk.values().length + "; nothing was measured.");
  }
}
