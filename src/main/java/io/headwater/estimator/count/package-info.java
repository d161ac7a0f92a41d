/**
 * How many latents a modality shares with the others, and whether given ones are enough, from
 * target summaries: no network, no training, no truth. {@link
 * io.headwater.estimator.count.LatentCounting} decides a number from summaries alone, {@link
 * io.headwater.estimator.count.LatentCount} holds what it decided by; {@link
 * io.headwater.estimator.count.LatentRest} takes latents that others have learned and says what
 * they leave.
 */
package io.headwater.estimator.count;
