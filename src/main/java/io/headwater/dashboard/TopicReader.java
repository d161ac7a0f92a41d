package io.headwater.dashboard;

import io.headwater.config.KafkaConfig;
import io.headwater.wire.kafka.ClientProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics without end in a thread of its own: a bounded piece of their past first, committed
 * records only. It joins no group and commits nothing, so the broker keeps no trace of it. Topics
 * and partitions that appear later are found; a broker that goes away is waited for.
 */
final class TopicReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** How often the broker is asked for ends, missing topics and new partitions. */
  private static final long LOOK_MILLIS = 3_000;

  private static final Duration ANSWER = Duration.ofSeconds(3);

  /** Bytes in flight; bounds the reader's memory whatever lies on the topics. */
  private static final int FETCH_BYTES = 8 << 20;

  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Map<String, Intake> intakes;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private final Thread thread;
  private volatile BrokerState state = BrokerState.unknown();
  private volatile long undecodable;
  private volatile boolean closing;

  /**
   * What is done with a topic.
   *
   * @param history records a partition that are read of its past, at most
   * @param records takes each record
   */
  record Intake(long history, Consumer<ConsumerRecord<byte[], byte[]>> records) {}

  TopicReader(String name, KafkaConfig kafka, Map<String, Intake> intakes) {
    this.intakes = Map.copyOf(intakes);
    Map<String, Object> client = ClientProperties.of(kafka);
    client.remove("group.id");
    client.put("client.id", name);
    client.put("isolation.level", "read_committed");
    client.put("enable.auto.commit", "false");
    client.put("allow.auto.create.topics", "false");
    client.put("auto.offset.reset", "earliest");
    client.put("fetch.max.bytes", FETCH_BYTES);
    client.put("max.partition.fetch.bytes", FETCH_BYTES / 4);
    client.put("metadata.max.age.ms", "10000");
    consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  BrokerState state() {
    return state;
  }

  /** Records that could not be decoded so far. */
  long undecodable() {
    return undecodable;
  }

  boolean alive() {
    return thread.isAlive();
  }

  private void run() {
    long nextLook = 0;
    try (consumer) {
      while (!closing) {
        boolean found = false;
        if (System.currentTimeMillis() >= nextLook) {
          look();
          nextLook = System.currentTimeMillis() + LOOK_MILLIS;
        }
        if (assigned.isEmpty()) {
          Thread.sleep(POLL.toMillis());
        } else {
          found = read();
        }
        if (!found && !state.caughtUp()) {
          nextLook = 0;
        }
      }
    } catch (WakeupException | InterruptException | InterruptedException e) {
      LOG.debug("{} ends.", thread.getName());
    }
  }

  private boolean read() {
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      records.forEach(this::take);
      return !records.isEmpty();
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      lost(e);
      return false;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      intakes.get(record.topic()).records().accept(record);
    } catch (RuntimeException e) { // bytes from outside must never end the reader
      undecodable = undecodable + 1; // one writer: this thread
      LOG.debug(
          "{}-{} at {}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }

  private void look() {
    try {
      assignNew();
      long left = 0;
      for (var end : consumer.endOffsets(assigned, ANSWER).entrySet()) {
        left += Math.max(0, end.getValue() - consumer.position(end.getKey(), ANSWER));
      }
      state = state.answered(left);
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      lost(e);
    }
  }

  private void lost(KafkaException e) {
    LOG.debug("{}: {}", thread.getName(), e.getMessage());
    state = state.silent();
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptException(interrupted);
    }
  }

  private void assignNew() {
    List<TopicPartition> fresh = new ArrayList<>();
    for (String topic : intakes.keySet()) {
      List<PartitionInfo> there = consumer.partitionsFor(topic, ANSWER);
      for (PartitionInfo partition : there == null ? List.<PartitionInfo>of() : there) {
        TopicPartition key = new TopicPartition(topic, partition.partition());
        if (!assigned.contains(key)) {
          fresh.add(key);
        }
      }
    }
    if (fresh.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> first = consumer.beginningOffsets(fresh, ANSWER);
    Map<TopicPartition, Long> last = consumer.endOffsets(fresh, ANSWER);
    assigned.addAll(fresh);
    consumer.assign(assigned);
    for (TopicPartition key : fresh) {
      long history = intakes.get(key.topic()).history();
      consumer.seek(key, Math.max(first.get(key), last.get(key) - history));
    }
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
