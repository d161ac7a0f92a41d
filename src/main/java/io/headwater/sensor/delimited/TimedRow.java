package io.headwater.sensor.delimited;

/**
 * A row that was read.
 *
 * @param line its number in the file
 * @param timeMicros microseconds since the epoch
 * @param values one per channel
 * @param text the line as it stands in the file
 */
record TimedRow(long line, long timeMicros, float[] values, String text) {}
