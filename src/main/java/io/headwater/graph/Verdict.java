package io.headwater.graph;

/** What may be read off the latents of a modality. There is deliberately no "identified". */
public enum Verdict {
  /** Nothing speaks against reading single components, and what can be tested supports it. */
  COMPONENT,
  /** The latents together carry the causes; single components are arbitrary mixtures of them. */
  BLOCK_ONLY,
  /** Nothing may be read: no latent is shared with other modalities, or there are no clusters. */
  NONE,
  /** The data do not decide yet. */
  UNDECIDED
}
