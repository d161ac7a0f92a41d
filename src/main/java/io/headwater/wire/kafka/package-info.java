/**
 * Kafka at the edges of a job: a source of arrivals over all sensor topics, sinks for the outputs,
 * topic creation, and a reader for people. In and out: bytes through {@link
 * io.headwater.wire.WireCodec}s. Knows nothing of alignment rules or learning.
 */
package io.headwater.wire.kafka;
