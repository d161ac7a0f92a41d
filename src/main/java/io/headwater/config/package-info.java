/**
 * One YAML file: records with sane defaults, a loader that answers every mistake with file, line,
 * value and remedy before anything starts. Knows neither Flink nor Kafka.
 */
package io.headwater.config;
