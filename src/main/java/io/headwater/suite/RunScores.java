package io.headwater.suite;

/**
 * What one run scored on held-out windows, with its chance levels; see {@code
 * io.headwater.evaluate} for what each measure is. NaN where a measure does not apply.
 *
 * @param blockR2 mean over modalities: how much of the true latents the block of estimates explains
 * @param leastBlockR2 the same of the modality with the least
 * @param linearR2 mean over modalities: how much of the true latents a straight line reads off the
 *     estimates; NaN in results of earlier releases
 * @param mccPearson mean absolute Pearson correlation of matched components
 * @param mccSpearman the same with ranks
 * @param leastComponent least Pearson correlation of a matched component
 * @param chanceRotated mean score of randomly rotated truth: what a perfect block scores by luck
 * @param chanceRotated95 95th percentile of the same
 * @param chanceNoise mean score of independent noise
 * @param corrected how far the score is from rotated chance to one
 * @param shd structural Hamming distance after matching
 * @param missing true links not found
 * @param extra found links that are none
 * @param reversed true links found the other way round
 * @param shdCpdag distance between the Markov equivalence classes
 * @param shdEmpty distance of the empty graph
 * @param shdFull distance of the full graph
 */
record RunScores(
    double blockR2,
    double leastBlockR2,
    double linearR2,
    double mccPearson,
    double mccSpearman,
    double leastComponent,
    double chanceRotated,
    double chanceRotated95,
    double chanceNoise,
    double corrected,
    double shd,
    double missing,
    double extra,
    double reversed,
    double shdCpdag,
    double shdEmpty,
    double shdFull) {

  /** Of a row that is scored otherwise. */
  static RunScores none() {
    double none = Double.NaN;
    return new RunScores(
        none, none, none, none, none, none, none, none, none, none, none, none, none, none, none,
        none, none);
  }

  /** Whether blocks were scored. */
  boolean known() {
    return !Double.isNaN(blockR2);
  }
}
