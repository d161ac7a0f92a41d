/**
 * The encoders and decoders that estimators train: a code per modality that rebuilds the modality
 * and predicts the others, its optimiser steps, frozen passes over it, and the posterior of a code.
 * In: windows. Out: codes and errors. What else an estimator asks of its codes it hands in as a
 * {@link io.headwater.model.CodeTerm}. Must not know what codes are used for.
 */
package io.headwater.estimator.network;
