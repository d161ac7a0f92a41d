/**
 * Headwater: a streaming learner of the hidden causes behind a person's sensor streams.
 *
 * <p>Rooms, from the outside in: {@code cli}, {@code local} and {@code job} wire things together;
 * {@code wire}, {@code align} and {@code learn} are the dataflow; {@code estimator}, {@code model}
 * and {@code graph} are the science and know nothing of Flink or Kafka; {@code sensor} and {@code
 * window} are the plain data that travel between them.
 */
package io.headwater;
