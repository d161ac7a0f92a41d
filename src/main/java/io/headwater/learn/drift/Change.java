package io.headwater.learn.drift;

/**
 * A rise of a mean that a {@link ChangeDetector} has found.
 *
 * @param sinceMicros time stamp of the first value after the estimated change
 * @param before mean of the values before it
 * @param after mean of the values since
 */
record Change(long sinceMicros, double before, double after) {}
