package io.headwater.model.sharing;

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
}
