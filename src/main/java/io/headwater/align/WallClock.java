package io.headwater.align;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time of day; only the guard against clocks that run far ahead looks at it. */
@FunctionalInterface
interface WallClock extends Serializable {
  long nowMicros();

  static WallClock system() {
    return () -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
