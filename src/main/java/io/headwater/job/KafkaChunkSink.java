package io.headwater.job;

import io.headwater.config.HeadwaterConfig;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.FittingRejections;
import io.headwater.wire.SensorChunkWireCodec;
import io.headwater.wire.kafka.ClientProperties;
import io.headwater.wire.kafka.KafkaOutputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Chunks to the sensor topics of a configuration, keyed by subject, by an idempotent producer; what
 * was rejected goes to the rejected topic.
 */
public final class KafkaChunkSink implements RecordSink {
  /** Wait a little for fuller batches: nobody reads these topics by the millisecond. */
  private static final int LINGER_MILLIS = 20;

  private final Map<String, String> topicOf = new HashMap<>();
  private final String rejectedTopic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final SensorChunkWireCodec chunks = new SensorChunkWireCodec();
  private final FittingRejections rejects;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  public KafkaChunkSink(HeadwaterConfig config) {
    config.modalities().forEach(m -> topicOf.put(m.name(), m.topic()));
    rejectedTopic = config.kafka().topics().rejected();
    rejects = new FittingRejections(KafkaOutputs.greatestValue(config.kafka()));
    Map<String, Object> client = ClientProperties.of(config.kafka());
    client.put("enable.idempotence", true);
    client.put("linger.ms", LINGER_MILLIS);
    client.put("compression.type", "lz4");
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void accept(SensorChunk chunk) throws IOException {
    String topic = topicOf.get(chunk.modality());
    if (topic == null) {
      throw new IOException(
          "Modality '" + chunk.modality() + "' is not declared; it has no topic.");
    }
    send(topic, chunk.subject(), chunks.encode(chunk));
  }

  @Override
  public void reject(RejectedRecord record) throws IOException {
    send(rejectedTopic, record.source(), rejects.encode(record));
  }

  /** Any bytes to the topic of a modality, as a faulty device would send them. */
  public void raw(String modality, String subject, byte[] bytes) throws IOException {
    send(topicOf.get(modality), subject, bytes);
  }

  private void send(String topic, String key, byte[] value) throws IOException {
    Exception earlier = failure.get();
    if (earlier != null) {
      throw new IOException("Kafka refused a record: " + earlier.getMessage(), earlier);
    }
    var unused =
        producer.send(
            new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value),
            (metadata, problem) -> {
              if (problem != null) {
                failure.compareAndSet(null, problem);
              }
            });
  }

  @Override
  public void close() throws IOException {
    producer.flush();
    producer.close();
    if (failure.get() != null) {
      throw new IOException("Kafka refused a record: " + failure.get().getMessage(), failure.get());
    }
  }
}
