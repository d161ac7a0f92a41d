package io.headwater.learn.drift;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.Arrays;

/**
 * Brings losses of any size into [0, 1], where the bounds of {@link Adwin} hold: x / (x + s), with
 * s the median of the first {@value #WARM_UP} losses. The order of losses stays, a single huge one
 * counts no more than 1, and nothing is assumed of how they are distributed.
 */
final class LossScale {
  /** Eight mini-batches of the usual size: a median good to about a tenth of the spread. */
  static final int WARM_UP = 256;

  private final double[] first = new double[WARM_UP];
  private int seen;
  private double scale;

  /** Whether the scale is fixed; until then, losses are taken by {@link #warmUp}. */
  boolean fixed() {
    return seen == WARM_UP;
  }

  void warmUp(double loss) {
    first[seen++] = loss;
    if (fixed()) {
      double[] sorted = first.clone();
      Arrays.sort(sorted);
      scale = Math.max(Double.MIN_NORMAL, sorted[WARM_UP / 2]);
    }
  }

  double squash(double loss) {
    return Double.isInfinite(loss) ? 1 : loss / (loss + scale);
  }

  /** The loss that is squashed to a value. */
  double unsquash(double value) {
    return scale * value / (1 - value);
  }

  void write(StateWriter out) {
    out.writeInt(seen);
    if (fixed()) {
      out.writeDouble(scale);
    } else {
      out.writeDoubles(first);
    }
  }

  void read(StateReader in) {
    seen = in.readInt();
    if (seen < 0 || seen > WARM_UP) {
      throw new IllegalArgumentException(
          "The state of a loss's scale tells of %d losses of at most %d; it is damaged."
              .formatted(seen, WARM_UP));
    }
    if (fixed()) {
      scale = in.readDouble();
    } else {
      in.readDoublesInto(first);
    }
  }
}
