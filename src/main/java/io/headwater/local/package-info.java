/**
 * A broker and a cluster inside this process, for the demo, for replay and for tests: the real
 * Kafka server and the real Flink runtime, only small. Not for production.
 */
package io.headwater.local;
