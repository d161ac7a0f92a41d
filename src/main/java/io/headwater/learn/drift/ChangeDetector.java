package io.headwater.learn.drift;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;

/**
 * Watches a sequence of values in [0, 1] for a rise of their mean; a fall is followed in silence.
 * Memory is bounded, and equal sequences give equal changes.
 */
interface ChangeDetector {
  /**
   * Takes the next value.
   *
   * @param micros time stamp of the value, microseconds since the epoch
   * @return the rise that shows with it, null when none does
   */
  Change add(double value, long micros);

  void write(StateWriter out);

  /** Replaces everything remembered. */
  void read(StateReader in);
}
