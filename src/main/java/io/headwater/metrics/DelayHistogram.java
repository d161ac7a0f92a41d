package io.headwater.metrics;

import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Delays in milliseconds: how many there were, and the quantiles of the last {@value #REMEMBERED}.
 * Times come from the machine's clocks, which is why they are measured and never written.
 */
public final class DelayHistogram {
  /** Enough for a 99th percentile of ten values; eight kilobytes, sorted only when asked for. */
  static final int REMEMBERED = 1024;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Histogram millis;

  /** Registers a histogram under a name that ends in its unit. */
  public DelayHistogram(MetricGroup group, String name) {
    this.millis = group.histogram(name, new DescriptiveStatisticsHistogram(REMEMBERED));
  }

  /** How far the wall clock is past an instant of event time, microseconds since the epoch. */
  public void sinceEvent(long eventMicros) {
    millis.update(System.currentTimeMillis() - Math.floorDiv(eventMicros, 1000L));
  }

  /** How long ago something began, by {@link System#nanoTime()} then. */
  public void since(long startedNanos) {
    millis.update((System.nanoTime() - startedNanos) / NANOS_PER_MILLI);
  }

  /** A delay between two instants of event time, microseconds. */
  public void between(long earlierMicros, long laterMicros) {
    millis.update(Math.floorDiv(laterMicros - earlierMicros, 1000L));
  }
}
