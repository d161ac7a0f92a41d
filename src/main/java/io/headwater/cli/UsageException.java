package io.headwater.cli;

import io.headwater.sensor.source.NearestName;
import java.util.List;

/** A command line that does not hang together; the message says how it would. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  /** Refuses a row that a suite does not have. */
  static void requireKnownRow(String row, List<String> known) {
    if (!known.contains(row)) {
      throw new UsageException(
          "'%s' is not a row of the suite.%s See them with --list."
              .formatted(row, NearestName.hint(row, known)));
    }
  }
}
