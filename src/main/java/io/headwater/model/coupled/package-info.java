/**
 * The parts of Liu et al., "Beyond DAGs: A Latent Partial Causal Model": embeddings on a sphere or
 * in a box, the symmetric multimodal contrast with a queue of negatives, and the linear unmixing
 * after it (whitening, FastICA). In: tensors, or samples on Java arrays. Out: losses, and linear
 * maps to components with what is known of them. Knows no windows and no streams.
 */
package io.headwater.model.coupled;
