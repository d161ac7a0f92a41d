package io.headwater.suite;

import java.time.Instant;
import java.util.List;

/**
 * How a table came to be, printed above it.
 *
 * @param suite its name
 * @param command the command that repeats it
 * @param version release of Headwater
 * @param java version of the Java runtime
 * @param cores cores that the machine offers
 * @param processes runs at a time
 * @param date when it was written
 * @param seeds seeds of each row
 */
record SuiteHeader(
    String suite,
    String command,
    String version,
    String java,
    int cores,
    int processes,
    Instant date,
    List<Long> seeds) {
  SuiteHeader {
    seeds = List.copyOf(seeds);
  }
}
