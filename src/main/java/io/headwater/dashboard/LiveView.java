package io.headwater.dashboard;

import io.headwater.config.HeadwaterConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that the page shows, kept up to date by two readers: one for what jobs find, one for what
 * sensors send and what jobs could not use of it, so that heavy sensor traffic holds no graph back.
 */
final class LiveView implements AutoCloseable {
  private final HeadwaterConfig config;
  private final Histories histories;
  private final TopicIntakes intakes;
  private final TopicReader outputs;
  private final TopicReader sensors;

  LiveView(HeadwaterConfig config) {
    this.config = config;
    histories = Histories.of(config);
    intakes = new TopicIntakes(config, histories);
    outputs = new TopicReader("headwater-dashboard-outputs", config.kafka(), intakes.outputs());
    sensors = new TopicReader("headwater-dashboard-sensors", config.kafka(), intakes.sensors());
  }

  void start() {
    outputs.start();
    sensors.start();
  }

  HeadwaterConfig config() {
    return config;
  }

  Histories held() {
    return histories;
  }

  BrokerState broker() {
    return outputs.state().and(sensors.state());
  }

  /** Whether both readers are at work; a broker that is away does not end them. */
  boolean reading() {
    return outputs.alive() && sensors.alive();
  }

  /** Topics that the broker does not let us read. */
  Set<String> refused() {
    Set<String> refused = new TreeSet<>(outputs.refused());
    refused.addAll(sensors.refused());
    return refused;
  }

  /** What the page compares to know what to fetch anew; small, sent about once a second. */
  Map<String, Object> pulse() {
    Map<String, Object> pulse = new LinkedHashMap<>(intakes.counts());
    pulse.put("graph", histories.graphs().newest());
    pulse.put("models", histories.models().seen());
    pulse.put("people", histories.people().count());
    pulse.put("undecodable", outputs.undecodable() + sensors.undecodable());
    pulse.put("refused", refused());
    BrokerState broker = broker();
    pulse.put("broker", broker.up() ? "up" : "down");
    pulse.put("since", broker.sinceMillis());
    pulse.put("caughtUp", broker.caughtUp());
    return pulse;
  }

  @Override
  public void close() {
    outputs.close();
    sensors.close();
  }
}
