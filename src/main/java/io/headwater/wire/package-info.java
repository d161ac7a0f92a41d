/**
 * How records look outside: Avro codecs and framings, Kafka sources and sinks, container files. In
 * and out: bytes on topics and in files, on one side; domain records on the other. Knows neither
 * how windows are aligned nor what is learned from them.
 */
package io.headwater.wire;
