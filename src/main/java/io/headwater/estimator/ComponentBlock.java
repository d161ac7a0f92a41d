package io.headwater.estimator;

import java.io.Serializable;

/**
 * Components that are solved for and published under one name: those of a modality, or of a block
 * that several modalities share.
 *
 * @param name of the modality or the shared block
 * @param latents its causal latents, at least 1
 * @param exogenous its private components; none in a shared block
 */
public record ComponentBlock(String name, int latents, int exogenous) implements Serializable {
  public int width() {
    return latents + exogenous;
  }
}
