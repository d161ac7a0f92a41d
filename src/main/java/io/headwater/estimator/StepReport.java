package io.headwater.estimator;

/**
 * What one mini-batch step did.
 *
 * @param step number of the step, from 1; counts skipped ones
 * @param loss training objective before the step
 * @param gradientNorm global norm before clipping
 * @param applied false when the update was skipped whole, because loss or gradient was not finite
 *     or the norm exploded
 */
public record StepReport(long step, double loss, double gradientNorm, boolean applied) {}
