package io.headwater.sensor.edf;

import java.util.OptionalLong;

/**
 * One annotation of a recording.
 *
 * @param onsetMicros when it begins, microseconds since the epoch
 * @param durationMicros how long it lasts, when the file says so
 * @param text what was annotated
 */
public record EdfAnnotation(long onsetMicros, OptionalLong durationMicros, String text) {}
