/**
 * How records of ours travel and rest inside Flink: versioned binary codecs instead of Kryo. In: a
 * {@link io.headwater.state.BinaryCodec} per record. Out: Flink's type information and serializers,
 * whose state survives upgrades. Knows neither Kafka nor Avro.
 */
package io.headwater.state;
