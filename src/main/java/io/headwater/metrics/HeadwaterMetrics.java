package io.headwater.metrics;

import org.apache.flink.metrics.MetricGroup;

/**
 * Where every metric of ours is registered, so that its name tells it from Flink's own: Prometheus
 * sees {@code flink_taskmanager_job_task_operator_headwater_<name>}.
 */
public final class HeadwaterMetrics {
  /** Part of every name; boards and alerts depend on it. */
  public static final String GROUP = "headwater";

  private static final String MODALITY = "modality";

  private HeadwaterMetrics() {}

  /** Our group in that of an operator, a reader or a deserializer. */
  public static MetricGroup of(MetricGroup operator) {
    return operator.addGroup(GROUP);
  }

  /** The same, with the label {@code modality}. */
  public static MetricGroup of(MetricGroup operator, String modality) {
    return of(operator).addGroup(MODALITY, modality);
  }
}
