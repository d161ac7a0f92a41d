package io.headwater.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * @param bootstrap comma-separated host:port list
 * @param group consumer group; the job name when absent
 * @param delivery exactly-once or at-least-once
 * @param transactionTimeout must not exceed the broker's transaction.max.timeout.ms (15 minutes by
 *     default)
 * @param topics names of the topics written to
 * @param properties further client properties, passed on as they are
 */
public record KafkaConfig(
    String bootstrap,
    String group,
    Delivery delivery,
    Duration transactionTimeout,
    OutputTopics topics,
    Map<String, String> properties)
    implements Serializable {

  public static final String DEFAULT_BOOTSTRAP = "localhost:9092";

  /** Ten minutes: above any sane checkpoint interval, below the broker's limit of fifteen. */
  public static final Duration DEFAULT_TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

  /** What readers of the output topics are promised. */
  public enum Delivery {
    EXACTLY_ONCE,
    AT_LEAST_ONCE
  }

  public KafkaConfig {
    bootstrap = bootstrap == null ? DEFAULT_BOOTSTRAP : bootstrap;
    delivery = delivery == null ? Delivery.EXACTLY_ONCE : delivery;
    transactionTimeout =
        transactionTimeout == null ? DEFAULT_TRANSACTION_TIMEOUT : transactionTimeout;
    topics = topics == null ? OutputTopics.defaults() : topics;
    properties = properties == null ? Map.of() : Map.copyOf(properties);
  }

  public static KafkaConfig defaults() {
    return new KafkaConfig(null, null, null, null, null, null);
  }

  /** The same with other client properties. */
  public KafkaConfig withProperties(Map<String, String> other) {
    return new KafkaConfig(bootstrap, group, delivery, transactionTimeout, topics, other);
  }

  /** Properties that are secrets and stand in the configuration itself, by name. */
  public List<String> secretsWrittenOut() {
    return properties.entrySet().stream()
        .filter(p -> SecretProperties.isWrittenOut(p.getKey(), p.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** For logs: without the secrets. */
  @Override
  public String toString() {
    return "KafkaConfig[bootstrap=%s, group=%s, delivery=%s, transactionTimeout=%s, topics=%s, properties=%s]"
        .formatted(
            bootstrap,
            group,
            delivery,
            transactionTimeout,
            topics,
            SecretProperties.shown(properties));
  }

  public KafkaConfig withGroup(String name) {
    return new KafkaConfig(bootstrap, name, delivery, transactionTimeout, topics, properties);
  }

  public KafkaConfig withBootstrap(String address) {
    return new KafkaConfig(address, group, delivery, transactionTimeout, topics, properties);
  }
}
