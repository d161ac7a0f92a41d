package io.headwater.job;

import io.headwater.config.HeadwaterConfig;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;

/**
 * Flink's Prometheus reporter on a cluster inside this process. A cluster of its own has its own
 * settings, and those of a job do not change them.
 */
public final class PrometheusPort {
  private static final String REPORTER = "prom";
  private static final String OF_REPORTER = "metrics.reporter." + REPORTER + ".";

  /** By name, because the reporter is there at run time only. */
  private static final String FACTORY =
      "org.apache.flink.metrics.prometheus.PrometheusReporterFactory";

  private PrometheusPort() {}

  /** Settings that serve the metrics at {@code runtime.metrics-port}; none where there is none. */
  public static Configuration settings(HeadwaterConfig config) {
    Configuration settings = new Configuration();
    Integer port = config.runtime().metricsPort();
    if (port != null) {
      settings.set(MetricOptions.REPORTERS_LIST, REPORTER);
      settings.setString(OF_REPORTER + "factory.class", FACTORY);
      settings.setString(OF_REPORTER + "port", port.toString());
      // Else labels lose the hyphens that names of modalities have.
      settings.setString(OF_REPORTER + "filterLabelValueCharacters", "false");
    }
    return settings;
  }
}
