/**
 * How many latents a modality shares with the others, from target summaries alone: no network, no
 * training, no truth. {@link io.headwater.estimator.count.LatentCounting} decides, {@link
 * io.headwater.estimator.count.LatentCount} holds what it decided by.
 */
package io.headwater.estimator.count;
