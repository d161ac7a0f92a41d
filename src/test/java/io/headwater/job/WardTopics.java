package io.headwater.job;

import io.headwater.wire.kafka.KafkaOutputs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to and reads from the topics of a broker as any other program would. */
public final class WardTopics {
  private final String bootstrap;

  public WardTopics(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  public void create(int partitions, List<String> names) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(names.stream().map(n -> new NewTopic(n, partitions, (short) 1)).toList())
          .all()
          .get();
    }
    awaitEmpty(partitions, names);
  }

  /** Topics as if they had never been: whatever they held is gone. */
  public void createAnew(int partitions, List<String> names) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      List<String> there = names.stream().filter(existing(admin)::contains).toList();
      admin.deleteTopics(there).all().get();
      while (existing(admin).stream().anyMatch(names::contains)) {
        Thread.sleep(20);
      }
    }
    create(partitions, names);
  }

  /** Takes away every record that the only partition of a topic holds. */
  public void deleteRecords(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(-1)))
          .all()
          .get();
    }
  }

  /** A topic made just now may not be served yet: until then writes would wait in vain. */
  private void awaitEmpty(int partitions, List<String> names) throws Exception {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (String name : names) {
      for (int partition = 0; partition < partitions; partition++) {
        ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
      }
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      while (!empty(admin, ends)) {
        Thread.sleep(20);
      }
    }
  }

  private static boolean empty(Admin admin, Map<TopicPartition, OffsetSpec> ends) throws Exception {
    try {
      return admin.listOffsets(ends).all().get().values().stream().allMatch(e -> e.offset() == 0);
    } catch (ExecutionException notYet) {
      if (notYet.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw notYet;
    }
  }

  private static Set<String> existing(Admin admin) throws Exception {
    return admin.listTopics().names().get();
  }

  public void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "batch.size",
                1000,
                // Of several on the way the second may be the first that a broker takes while it
                // starts; then the first is out of order until it expires.
                "max.in.flight.requests.per.connection",
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
      for (Future<RecordMetadata> written : sent) {
        written.get(); // throws when the broker did not take it
      }
    }
  }

  /** Every committed record of a topic. */
  public List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    return read(topic, "read_committed");
  }

  /** Every record of a topic, also of open and aborted transactions. */
  public List<ConsumerRecord<byte[], byte[]>> written(String topic) {
    return read(topic, "read_uncommitted");
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic, String isolation) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                isolation,
                // Closing waits for the fetch behind the last record, and that one for more
                // records.
                "fetch.max.wait.ms",
                10),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** Values of the committed records in hexadecimal, by record id; of equal ids the last. */
  public Map<String, String> values(String topic) {
    Map<String, String> values = new TreeMap<>();
    committed(topic)
        .forEach(
            r ->
                values.put(header(r, KafkaOutputs.RECORD_ID), HexFormat.of().formatHex(r.value())));
    return values;
  }

  public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
