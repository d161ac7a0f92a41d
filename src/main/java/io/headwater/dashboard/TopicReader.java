package io.headwater.dashboard;

import io.headwater.config.KafkaConfig;
import io.headwater.wire.kafka.ClientProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics without end in a thread of its own: a bounded piece of their past first, committed
 * records only. It joins no group and commits nothing, so the broker keeps no trace of it. Topics
 * and partitions that appear later are found; a broker that goes away is waited for; a topic that
 * may not be read is left out, and taken in when rights to it come.
 */
final class TopicReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** How often the broker is asked for ends, missing topics and new partitions. */
  private static final long LOOK_MILLIS = 3_000;

  /** How often a topic is tried again that may not be read; longer than two looks. */
  private static final long RETRY_MILLIS = 7_000;

  private static final Duration ANSWER = Duration.ofSeconds(3);

  /** Bytes in flight; bounds the reader's memory whatever lies on the topics. */
  private static final int FETCH_BYTES = 8 << 20;

  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Map<String, Intake> intakes;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<TopicPartition> assigned = new HashSet<>();

  /** Ends of partitions when they were assigned: up to there lies the past. */
  private final Map<TopicPartition, Long> past = new HashMap<>();

  private final Set<String> warned = new HashSet<>();
  private final Thread thread;
  private volatile BrokerState state = BrokerState.unknown();

  /** Topics not to be tried before the next retry. */
  private final Set<String> leftOut = new TreeSet<>();

  private long nextRetry;
  private volatile Set<String> refused = Set.of();
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

  /** Topics that the broker does not let us read. */
  Set<String> refused() {
    return refused;
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
    } catch (TopicAuthorizationException e) {
      leaveOut(e.unauthorizedTopics(), e);
      return false;
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
    refused = Set.copyOf(leftOut);
    if (System.currentTimeMillis() >= nextRetry) {
      leftOut.clear(); // what is refused again is back before the next look
      nextRetry = System.currentTimeMillis() + RETRY_MILLIS;
    }
    try {
      assignNew();
      consumer.endOffsets(assigned, ANSWER); // throws when nobody answers
      boolean historyRead = true;
      for (TopicPartition key : assigned) {
        historyRead &= consumer.position(key, ANSWER) >= past.get(key);
      }
      state = state.answered(historyRead);
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (TopicAuthorizationException e) {
      leaveOut(e.unauthorizedTopics(), e);
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

  private void leaveOut(Set<String> topics, KafkaException e) {
    leftOut.addAll(topics);
    Set<String> told = new TreeSet<>(refused);
    told.addAll(topics); // what is readable again goes at the next look
    refused = told;
    for (String topic : topics) {
      if (warned.add(topic)) {
        LOG.warn(
            "The page leaves topic '{}' out: the broker does not let us read it ({}); grant Read on it, and it is taken in.",
            topic,
            e.getMessage());
      }
    }
    if (assigned.removeIf(key -> topics.contains(key.topic()))) {
      consumer.assign(assigned);
    }
  }

  private void assignNew() {
    List<TopicPartition> fresh = new ArrayList<>();
    for (String topic : intakes.keySet()) {
      for (PartitionInfo partition : partitions(topic)) {
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
      past.put(key, last.get(key));
    }
  }

  /** None where the topic is not there yet, or may not be described. */
  private List<PartitionInfo> partitions(String topic) {
    if (leftOut.contains(topic)) {
      return List.of();
    }
    try {
      List<PartitionInfo> there = consumer.partitionsFor(topic, ANSWER);
      return there == null ? List.of() : there;
    } catch (AuthorizationException e) {
      leaveOut(Set.of(topic), e);
      return List.of();
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
