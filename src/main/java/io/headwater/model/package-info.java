/**
 * Tensors in, tensors out: the flat parameter vector, networks over its slices, the optimiser, the
 * gradient scope of a thread, running statistics, counter-based randomness and the state codec.
 * Knows neither windows, nor modalities, nor Flink, nor Kafka; {@code estimator} composes its
 * parts.
 *
 * <p>Networks are made of DJL's functional layers ({@code Conv2d.conv2d} but on a GPU, {@code
 * LayerNorm.layerNorm}, {@code Pool}, the engine's LSTM and linear map) and not of its {@code
 * Block}s: a block keeps its parameters in arrays of its own, each with its own gradient and its
 * own place in a parameter store, while here all parameters are slices of one vector ({@link
 * io.headwater.model.ParameterLayout}), so that the optimiser is a handful of operations, a
 * checkpoint one array, and a restored learner continues bit for bit. Batch normalisation has no
 * place here: it would make the estimate of a window depend on the windows beside it.
 */
package io.headwater.model;
