package io.headwater.job;

import io.headwater.align.Alignment;
import io.headwater.learn.LearnerMetrics;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a running job is, read from its accumulators.
 *
 * @param windows windows scored
 * @param steps optimiser steps
 * @param loss smoothed prequential loss; NaN before the first
 * @param lagSeconds event time between the newest chunk read and the last window learned; NaN
 *     before both are known
 * @param edges selected edges of the last graph snapshot
 * @param chunks counts per {@code <modality>.<used|duplicate|late|rejected|read>}
 */
public record LearnProgress(
    long windows,
    long steps,
    double loss,
    double lagSeconds,
    long edges,
    Map<String, Long> chunks) {

  private static final String CHUNKS = "chunks.";

  /** From the accumulators of a Flink job, missing ones counting as zero. */
  public static LearnProgress of(Map<String, Object> accumulators) {
    Map<String, Long> chunks = new TreeMap<>();
    accumulators.forEach(
        (name, value) -> {
          if (name.startsWith(CHUNKS) && value instanceof Long count) {
            chunks.put(name.substring(CHUNKS.length()), count);
          }
        });
    long lossMicros = number(accumulators, LearnerMetrics.LOSS_MICROS);
    return new LearnProgress(
        number(accumulators, LearnerMetrics.WINDOWS),
        number(accumulators, LearnerMetrics.STEPS),
        lossMicros == 0 ? Double.NaN : lossMicros / 1e6,
        lagSeconds(accumulators, LearnerMetrics.LAST_EVENT_MICROS),
        number(accumulators, LearnerMetrics.EDGES),
        chunks);
  }

  /** Event time between the newest chunk read and the last window that was dealt with. */
  static double lagSeconds(Map<String, Object> accumulators, String lastEventMicros) {
    long newest = number(accumulators, Alignment.NEWEST_MICROS);
    long last = number(accumulators, lastEventMicros);
    // A maximum of nothing is the least long there is; before the epoch no chunk is admitted.
    return newest > 0 && last > 0 ? Math.max(0, newest - last) / 1e6 : Double.NaN;
  }

  static long number(Map<String, Object> accumulators, String name) {
    return accumulators.get(name) instanceof Long value ? value : 0;
  }

  /** Sum over modalities of one kind of count. */
  public long total(String kind) {
    return chunks.entrySet().stream()
        .filter(e -> e.getKey().endsWith("." + kind))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
