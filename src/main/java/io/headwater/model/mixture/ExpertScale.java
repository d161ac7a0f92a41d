package io.headwater.model.mixture;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;

/**
 * The unit and origin in which a formula's amplitudes and levels are counted, taken once when the
 * components are seeded, so that parameters keep their meaning while statistics run on.
 *
 * @param origin mean of the modality's cells
 * @param unit their deviation, over 0
 */
public record ExpertScale(double origin, double unit) {
  /** Before anything was seen. */
  public static final ExpertScale NONE = new ExpertScale(0, 1);

  public void write(StateWriter out) {
    out.writeDouble(origin);
    out.writeDouble(unit);
  }

  public static ExpertScale read(StateReader in) {
    return new ExpertScale(in.readDouble(), in.readDouble());
  }
}
