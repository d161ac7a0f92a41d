package io.headwater.simulate.scenario;

/**
 * What a row is made of.
 *
 * @param latents modality by modality, then the shared ones
 * @param exogenous modality by modality
 */
record Components(double[] latents, double[] exogenous) {}
