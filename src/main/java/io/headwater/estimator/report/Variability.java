package io.headwater.estimator.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What keeps the components of one modality from being rotated into each other.
 *
 * @param departures per latent, non-Gaussianity of its noise (see {@link NoiseShape})
 * @param scales per latent, dependence of its noise's size on its causes
 * @param neighbourScales per latent, the same of the most dependent latent that shares an edge
 * @param curvature of the relations to other modalities
 */
record Variability(
    Measured[] departures, Measured[] scales, Measured[] neighbourScales, Measured curvature) {
  /** Non-Gaussianity is measured in multiples of the least that matters. */
  static final double LEAST_DEPARTURE = 1;

  /** Rank correlation of noise size and causes that separates components. */
  static final double LEAST_SCALE = 0.15;

  /** Share of the linear remainder that makes relations curved. */
  static final double LEAST_CURVATURE = 0.03;

  static List<Variability> of(Evidence evidence) {
    int count = evidence.count();
    Measured[][] scales = new Measured[count][];
    for (int m = 0; m < count; m++) {
      int at = m;
      scales[m] =
          IntStream.range(0, evidence.modality(m).noise().length)
              .mapToObj(k -> NoiseScale.dependence(evidence, at, k))
              .toArray(Measured[]::new);
    }
    return IntStream.range(0, count).mapToObj(m -> of(evidence, m, scales)).toList();
  }

  private static Variability of(Evidence evidence, int m, Measured[][] scales) {
    RowSet rows = evidence.rowsOf(m);
    int latents = scales[m].length;
    Measured[] departures = new Measured[latents];
    Measured[] neighbours = new Measured[latents];
    for (int k = 0; k < latents; k++) {
      departures[k] = NoiseShape.departure(rows.of(evidence.modality(m).noise()[k]), rows);
      int node = evidence.firstNode(m) + k;
      neighbours[k] =
          Measured.strongest(
              IntStream.range(0, evidence.linked().length)
                  .filter(other -> evidence.neighbours(node, other))
                  .mapToObj(o -> scales[evidence.modalityOf(o)][evidence.componentOf(o)])
                  .filter(scale -> !scale.tooFew())
                  .toList());
    }
    return new Variability(departures, scales[m], neighbours, RelationShape.curvature(evidence, m));
  }

  /** Latents that nothing was found to hold in place. */
  int notHeld() {
    return (int) IntStream.range(0, departures.length).filter(k -> !held(k)).count();
  }

  private boolean held(int k) {
    return !departures[k].tooFew() && departures[k].exceeds(LEAST_DEPARTURE)
        || !scales[k].tooFew() && scales[k].exceeds(LEAST_SCALE)
        || neighbourScales[k].exceeds(LEAST_SCALE);
  }

  /** Latents of which the data show that noise neither departs from a Gaussian nor changes size. */
  int free() {
    return (int)
        IntStream.range(0, departures.length)
            .filter(
                k ->
                    !departures[k].tooFew()
                        && departures[k].staysBelow(LEAST_DEPARTURE)
                        && scales[k].staysBelow(LEAST_SCALE)
                        && (Double.isNaN(neighbourScales[k].value())
                            || neighbourScales[k].staysBelow(LEAST_SCALE)))
            .count();
  }

  boolean curved() {
    return !curvature.tooFew() && curvature.exceeds(LEAST_CURVATURE);
  }

  boolean straight() {
    return !curvature.tooFew() && curvature.staysBelow(LEAST_CURVATURE);
  }
}
