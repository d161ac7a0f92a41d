/**
 * Latents of a replay and measured covariates joined into one causal graph. In: the folder that
 * {@code replay --final-pass} wrote and a table. Out: a CPDAG, what it rests on, and which
 * components may not be read. Knows no truth, no dataflow and no command.
 */
package io.headwater.discover;
