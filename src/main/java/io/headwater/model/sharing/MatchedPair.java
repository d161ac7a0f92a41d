package io.headwater.model.sharing;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;

/**
 * Two components of different modalities that go together.
 *
 * @param first a modality
 * @param firstComponent its component
 * @param second a later modality
 * @param secondComponent its component
 * @param sign +1 when they rise together, -1 when one falls
 * @param cost 1 - |correlation of normal scores| / ceiling; below 0 by sampling error
 * @param threshold up to which they count as one latent
 * @param effectiveRows behind the cost
 */
public record MatchedPair(
    int first,
    int firstComponent,
    int second,
    int secondComponent,
    int sign,
    double cost,
    double threshold,
    double effectiveRows) {

  /** Whether they are one latent as far as anyone can tell; else shared or strongly coupled. */
  public boolean shared() {
    return cost <= threshold;
  }

  void write(StateWriter out) {
    out.writeInt(first);
    out.writeInt(firstComponent);
    out.writeInt(second);
    out.writeInt(secondComponent);
    out.writeInt(sign);
    out.writeDouble(cost);
    out.writeDouble(threshold);
    out.writeDouble(effectiveRows);
  }

  static MatchedPair read(StateReader in) {
    return new MatchedPair(
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }
}
