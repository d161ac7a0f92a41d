package io.headwater.simulate;

/**
 * One channel: a level that the causes move within a physiological range, and around it breathing
 * and noise whose spread the causes move as well.
 *
 * @param name channel name
 * @param unit unit of the samples
 * @param centre mean level
 * @param levelSd standard deviation of the level over steps
 * @param spread median standard deviation of the samples within a step. A mean over the n samples
 *     of a step has the level's reliability 1 / (1 + 1.65 spread² / (n levelSd²)); above .95 for
 *     every channel here
 * @param breathing share of the spread's variance that is a wave of 16 breaths a minute, which has
 *     mean zero over a step
 * @param ceiling the highest value the sensor shows, approached softly so that nothing is lost;
 *     infinite for none
 */
record WardChannel(
    String name,
    String unit,
    double centre,
    double levelSd,
    double spread,
    double breathing,
    double ceiling) {

  /** Eight whole breaths in a step of 30 s. */
  private static final double BREATHS_PER_SECOND = 16.0 / 60;

  /** Standard deviation over steps of the logarithm of the spread. */
  static final double LOG_SPREAD_SD = 0.5;

  static WardChannel of(String name, String unit, double centre, double levelSd, double spread) {
    return new WardChannel(name, unit, centre, levelSd, spread, 0, Double.POSITIVE_INFINITY);
  }

  WardChannel withBreathing(double share) {
    return new WardChannel(name, unit, centre, levelSd, spread, share, ceiling);
  }

  WardChannel withCeiling(double value) {
    return new WardChannel(name, unit, centre, levelSd, spread, breathing, value);
  }

  /**
   * @param level level of the step in standard deviations
   * @param logSpread log spread of the step in standard deviations
   * @param seconds time since the start of the step
   * @param noise a standard normal number
   */
  float sample(double level, double logSpread, double seconds, double noise) {
    double wave = Math.sqrt(2) * StrictMath.sin(2 * Math.PI * BREATHS_PER_SECOND * seconds);
    double around = Math.sqrt(breathing) * wave + Math.sqrt(1 - breathing) * noise;
    double value =
        centre + levelSd * level + spread * StrictMath.exp(LOG_SPREAD_SD * logSpread) * around;
    return (float)
        (ceiling == Double.POSITIVE_INFINITY ? value : ceiling - softplus(ceiling - value));
  }

  private static double softplus(double x) {
    return x > 30 ? x : StrictMath.log1p(StrictMath.exp(x));
  }
}
