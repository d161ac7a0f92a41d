package io.headwater.suite;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What is to be measured.
 *
 * @param suite name of the suite, after which its table is called
 * @param rows scenarios and estimators, in the order in which they are shown
 * @param seeds seeds of each row
 * @param samples windows learned from; null for the scenario's own number less the held-out ones
 * @param heldOut windows scored after learning has ended
 * @param overrides {@code key=value} texts laid over each scenario's configuration
 * @param output folder of results
 * @param images folder with {@code mnist} and {@code fashion-mnist}; null without
 */
public record SuiteRequest(
    String suite,
    List<SuiteRow> rows,
    List<Long> seeds,
    Integer samples,
    int heldOut,
    List<String> overrides,
    Path output,
    Path images) {

  /** As in Sun et al. 2025: enough for a correlation to three digits. */
  public static final int DEFAULT_HELD_OUT = 2000;

  /** Fewer windows cannot carry the probes and their chance levels. */
  public static final int FEWEST_HELD_OUT = 100;

  public SuiteRequest {
    Objects.requireNonNull(suite, "suite");
    rows = List.copyOf(rows);
    seeds = List.copyOf(seeds);
    overrides = List.copyOf(overrides);
    Objects.requireNonNull(output, "output");
    if (rows.isEmpty() || seeds.isEmpty()) {
      throw new IllegalArgumentException(
          "A suite needs rows and seeds; got rows %s and seeds %s.".formatted(rows, seeds));
    }
    if (samples != null && samples < 1) {
      throw new IllegalArgumentException(
          "%d samples cannot be learned from; give at least 1.".formatted(samples));
    }
    if (heldOut < FEWEST_HELD_OUT) {
      throw new IllegalArgumentException(
          "%d held-out windows are too few to score on; give at least %d."
              .formatted(heldOut, FEWEST_HELD_OUT));
    }
  }
}
