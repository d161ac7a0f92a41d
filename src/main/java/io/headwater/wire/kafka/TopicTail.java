package io.headwater.wire.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.KafkaConfig;
import io.headwater.wire.AvroBody;
import io.headwater.wire.MalformedRecordException;
import io.headwater.wire.SingleObjectFraming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads any of our topics for people and scripts: committed records only, one JSON text each. */
public final class TopicTail implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final SingleObjectFraming framing = new SingleObjectFraming();
  private final Deque<ConsumerRecord<byte[], byte[]>> buffered = new ArrayDeque<>();

  /**
   * @param config where the broker is; it was reached before
   * @param topic any topic of ours
   * @param fromBeginning whether to start with the oldest record, or with what comes next
   */
  public TopicTail(HeadwaterConfig config, String topic, boolean fromBeginning) {
    this(config.kafka(), topic, fromBeginning);
  }

  TopicTail(KafkaConfig kafka, String topic, boolean fromBeginning) {
    Map<String, Object> client = ClientProperties.of(kafka);
    client.put("isolation.level", "read_committed");
    consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, Topics.PATIENCE).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
  }

  /**
   * A record for people and scripts.
   *
   * @param key the record's key; null when it has none
   * @param json one line, as {@link TopicTail#json} writes it
   */
  public record Line(String key, String json) {}

  /** The next record as a line, or empty when none came within half a second. */
  public Optional<Line> line() {
    return poll().map(record -> new Line(text(record.key()), json(record)));
  }

  /** The next raw record, or empty when none came within half a second. */
  public Optional<ConsumerRecord<byte[], byte[]>> poll() {
    if (buffered.isEmpty()) {
      consumer.poll(POLL).forEach(buffered::add);
    }
    return Optional.ofNullable(buffered.poll());
  }

  /** Whether everything that was committed when last asked has been given out. */
  public boolean atEnd() {
    return buffered.isEmpty()
        && consumer.endOffsets(consumer.assignment()).entrySet().stream()
            .allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
  }

  /** A record as one line of JSON: partition, offset, key, headers, and the decoded value. */
  public String json(ConsumerRecord<byte[], byte[]> record) {
    ObjectNode line = JSON.createObjectNode();
    line.put("partition", record.partition());
    line.put("offset", record.offset());
    line.put("key", text(record.key()));
    record.headers().forEach(h -> line.put(h.key(), text(h.value())));
    try {
      line.set("value", value(record.value()));
    } catch (MalformedRecordException | IOException | AvroRuntimeException e) {
      line.put("undecodable", e.getMessage());
    }
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of texts and numbers can be written.", e);
    }
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private JsonNode value(byte[] bytes) throws IOException {
    if (bytes == null) {
      return JSON.nullNode();
    }
    Schema schema = framing.writerSchema(bytes);
    GenericRecord record =
        AvroBody.read(new GenericDatumReader<>(schema), schema, bytes, framing.headerLength());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonEncoder encoder = EncoderFactory.get().jsonEncoder(schema, out);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    encoder.flush();
    return JSON.readTree(out.toByteArray());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
