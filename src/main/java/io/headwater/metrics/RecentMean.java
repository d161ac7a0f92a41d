package io.headwater.metrics;

/**
 * An exponential mean: the newest value has the weight 1/memory. For the eye only and no part of a
 * checkpoint; it begins anew with its task. Written by one thread, read by any.
 */
public final class RecentMean {
  /**
   * About this many windows are remembered: enough to be calm, few enough to see a night change.
   */
  public static final int WINDOWS = 200;

  private final double memory;
  private volatile double mean = Double.NaN;

  public RecentMean(int memory) {
    this.memory = memory;
  }

  /** A value that is not finite is passed over. */
  public void add(double value) {
    double before = mean;
    if (Double.isFinite(value)) {
      mean = Double.isFinite(before) ? before + (value - before) / memory : value;
    }
  }

  /** NaN before the first value. */
  public double value() {
    return mean;
  }
}
