package io.headwater.model.latent;

/**
 * Whitened codes of a number of windows.
 *
 * @param rows number of windows n
 * @param latents latents per modality
 * @param codes per modality n × latents, row-major; mean 0 and covariance I over present rows
 * @param present per modality n marks, 1 present, 0 absent
 */
public record CodeSample(int rows, int[] latents, float[][] codes, byte[][] present) {}
