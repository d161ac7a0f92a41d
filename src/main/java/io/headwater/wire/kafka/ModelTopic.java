package io.headwater.wire.kafka;

import io.headwater.config.KafkaConfig;
import io.headwater.learn.ModelRecord;
import io.headwater.wire.MalformedRecordException;
import io.headwater.wire.ModelSnapshotCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Reads the model snapshots of a configuration: what is there now, and without end. */
public final class ModelTopic {
  private final String reader;
  private final KafkaConfig kafka;
  private final String topic;

  /**
   * @param reader who reads, for the broker's logs
   * @param kafka where the topic is
   */
  public ModelTopic(String reader, KafkaConfig kafka) {
    this.reader = reader;
    this.kafka = kafka;
    this.topic = kafka.topics().models();
  }

  /**
   * A snapshot and where it lies.
   *
   * @param partition partition of the model topic
   * @param offset its offset
   * @param time its record's time, milliseconds since the epoch
   * @param model the snapshot
   */
  public record Position(TopicPartition partition, long offset, long time, ModelRecord model) {}

  /** The newest committed snapshot that is wanted, tried from the newest to the oldest. */
  public Optional<Position> newest(Predicate<ModelRecord> wanted) {
    List<Position> all = committed();
    all.sort(
        Comparator.comparingLong(Position::time).thenComparingLong(Position::offset).reversed());
    return all.stream().filter(position -> wanted.test(position.model())).findFirst();
  }

  private List<Position> committed() {
    ModelSnapshotCodec codec = new ModelSnapshotCodec();
    List<Position> all = new ArrayList<>();
    try (TopicTail tail = new TopicTail(kafka, topic, true)) {
      while (!tail.atEnd()) {
        tail.poll().ifPresent(record -> add(record, codec, all));
      }
    }
    return all;
  }

  private static void add(
      ConsumerRecord<byte[], byte[]> record, ModelSnapshotCodec codec, List<Position> all) {
    if (record.value() == null) {
      return;
    }
    try {
      all.add(
          new Position(
              new TopicPartition(record.topic(), record.partition()),
              record.offset(),
              record.timestamp(),
              codec.decode(record.value())));
    } catch (MalformedRecordException notOurs) {
      // The source below says so when it comes to it.
    }
  }

  /**
   * All snapshots from a position on, without end.
   *
   * @param from where to begin; null for the beginning of the topic
   * @param type how snapshots travel between operators
   */
  public KafkaSource<ModelRecord> source(Position from, TypeInformation<ModelRecord> type) {
    Properties properties = new Properties();
    properties.putAll(ClientProperties.of(kafka));
    properties.putIfAbsent("isolation.level", "read_committed");
    return KafkaSource.<ModelRecord>builder()
        .setBootstrapServers(kafka.bootstrap())
        .setClientIdPrefix(reader + "-models")
        .setTopics(topic)
        .setProperties(properties)
        .setStartingOffsets(
            from == null
                ? OffsetsInitializer.earliest()
                : OffsetsInitializer.offsets(
                    Map.of(from.partition(), from.offset()), OffsetResetStrategy.EARLIEST))
        .setDeserializer(new ModelDeserializer(type))
        .build();
  }
}
