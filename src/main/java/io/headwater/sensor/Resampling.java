package io.headwater.sensor;

/** How samples of a time series become one value per grid cell. */
public enum Resampling {
  /** Mean of the samples inside the cell; a cell without samples is missing. */
  MEAN,
  /** Linear interpolation at the cell's centre between neighbours at most {@code maxGap} apart. */
  LINEAR,
  /** The last sample at or before the cell's centre, if it is at most {@code maxGap} old. */
  HOLD
}
