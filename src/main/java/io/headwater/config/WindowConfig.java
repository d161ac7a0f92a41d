package io.headwater.config;

import java.time.Duration;

/**
 * @param size window length
 * @param slide distance between window starts; equal to size (tumbling) when absent
 * @param lateness how far behind its topic partition's clock a chunk may start and still be used
 * @param maxWait live mode only: processing time after which silence no longer holds a window back
 */
public record WindowConfig(Duration size, Duration slide, Duration lateness, Duration maxWait) {

  public static final Duration DEFAULT_SIZE = Duration.ofSeconds(60);
  public static final Duration DEFAULT_LATENESS = Duration.ofSeconds(30);
  public static final Duration DEFAULT_MAX_WAIT = Duration.ofSeconds(60);

  public WindowConfig {
    size = size == null ? DEFAULT_SIZE : size;
    slide = slide == null ? size : slide;
    lateness = lateness == null ? DEFAULT_LATENESS : lateness;
    maxWait = maxWait == null ? DEFAULT_MAX_WAIT : maxWait;
  }

  public static WindowConfig defaults() {
    return new WindowConfig(null, null, null, null);
  }
}
