package io.headwater.sensor;

/** What a reader yields: a chunk of samples, or a piece of input it could not use and why. */
public sealed interface SensorRecord permits SensorChunk, RejectedRecord {}
