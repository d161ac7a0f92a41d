package io.headwater.wire.kafka;

import io.headwater.align.Arrival;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.KafkaConfig;
import io.headwater.config.ModalityConfig;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Sources over the sensor topics of a configuration. */
public final class KafkaInputs {
  /** New partitions and topics are noticed within this time. */
  private static final Duration DISCOVERY = Duration.ofSeconds(30);

  private KafkaInputs() {}

  /** Live: from the group's committed offsets, or from the beginning, without end. */
  public static KafkaSource<Arrival> live(HeadwaterConfig config) {
    return builder(config)
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setProperty("partition.discovery.interval.ms", String.valueOf(DISCOVERY.toMillis()))
        .build();
  }

  /** Replay: everything from the beginning up to what the topics hold now. */
  public static KafkaSource<Arrival> bounded(HeadwaterConfig config) {
    return builder(config)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.latest())
        .build();
  }

  private static KafkaSourceBuilder<Arrival> builder(HeadwaterConfig config) {
    KafkaConfig kafka = config.kafka();
    Properties properties = new Properties();
    properties.putAll(ClientProperties.of(kafka));
    properties.putIfAbsent("isolation.level", "read_committed");
    List<String> topics = config.modalities().stream().map(ModalityConfig::topic).toList();
    return KafkaSource.<Arrival>builder()
        .setBootstrapServers(kafka.bootstrap())
        .setGroupId(kafka.group() == null ? config.name() : kafka.group())
        .setClientIdPrefix(config.name())
        .setTopics(topics)
        .setProperties(properties)
        .setDeserializer(new ArrivalDeserializer());
  }
}
