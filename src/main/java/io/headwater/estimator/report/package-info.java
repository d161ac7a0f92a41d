/**
 * What held-out windows say of the conditions under which Sun et al. (ICLR 2025) recover causes.
 * In: plain columns of latents, exogenous components and noises of windows that never entered a
 * step ({@link io.headwater.estimator.report.Evidence}), what latents leave of the summaries of all
 * windows kept, and what the user declares about the graph. Out: one finding per condition and
 * modality, and what may be read off. One {@code Condition} per group of conditions, over
 * measurements that several share. It knows no network, no stream and no truth.
 */
package io.headwater.estimator.report;
