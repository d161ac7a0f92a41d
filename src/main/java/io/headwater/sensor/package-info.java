/**
 * What comes in: modality declarations, chunks of samples, and readers of recordings (EDF/BDF,
 * WFDB, Empatica E4, delimited text); and the pseudonyms that people get at the door. In: files.
 * Out: {@link io.headwater.sensor.SensorRecord}s in time order. Knows neither Flink nor Kafka nor
 * what is done with the samples.
 */
package io.headwater.sensor;
