package io.headwater.align;

import io.headwater.metrics.DelayHistogram;
import io.headwater.metrics.HeadwaterMetrics;
import io.headwater.metrics.RecentMean;
import io.headwater.sensor.SensorChunk;
import io.headwater.window.AlignedWindow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What an aligner's windows look like and how late they leave it. Counts begin with the task; what
 * must be right over restarts is in {@link ChunkTally}.
 */
final class AlignerMetrics {
  private final Counter windows;
  private final Map<String, Presence> presence = new TreeMap<>();
  private final DelayHistogram delay;
  private final DelayHistogram eventDelay;

  /** The greatest end of a chunk seen here. */
  private long newestMicros = Long.MIN_VALUE;

  private record Presence(Counter windows, RecentMean ratio) {}

  AlignerMetrics(List<String> modalities, MetricGroup operator) {
    MetricGroup group = HeadwaterMetrics.of(operator);
    windows = group.counter("windowsAligned");
    delay = new DelayHistogram(group, "alignmentDelayMillis");
    eventDelay = new DelayHistogram(group, "alignmentEventDelayMillis");
    modalities.forEach(m -> presence.put(m, presence(HeadwaterMetrics.of(operator, m))));
  }

  private static Presence presence(MetricGroup group) {
    RecentMean ratio = new RecentMean(RecentMean.WINDOWS);
    group.gauge("presentRatio", ratio::value);
    return new Presence(group.counter("windowsPresent"), ratio);
  }

  void saw(SensorChunk chunk) {
    newestMicros = Math.max(newestMicros, chunk.endMicros());
  }

  void closed(AlignedWindow window) {
    windows.inc();
    presence.forEach((modality, counted) -> count(counted, window.grid(modality) != null));
    delay.sinceEvent(window.endMicros());
    if (newestMicros != Long.MIN_VALUE) { // after a restore a window may close before any chunk
      eventDelay.between(window.endMicros(), newestMicros);
    }
  }

  private static void count(Presence counted, boolean present) {
    counted.ratio().add(present ? 1 : 0);
    if (present) {
      counted.windows().inc();
    }
  }
}
