package io.headwater.dashboard;

import io.headwater.config.HeadwaterConfig;
import io.headwater.learn.GraphRecord;
import io.headwater.learn.LatentRecord;
import io.headwater.learn.ModelRecord;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.GraphSnapshotCodec;
import io.headwater.wire.LatentEstimateCodec;
import io.headwater.wire.ModelSnapshotCodec;
import io.headwater.wire.RejectedRecordWireCodec;
import io.headwater.wire.SensorChunkWireCodec;
import io.headwater.wire.kafka.ClientProperties;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records to the topics of a configuration, as a job does: keyed, framed. */
final class Topic implements AutoCloseable {
  private final HeadwaterConfig config;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final SensorChunkWireCodec chunks = new SensorChunkWireCodec();
  private final LatentEstimateCodec latents = new LatentEstimateCodec();

  Topic(HeadwaterConfig config) {
    this.config = config;
    Map<String, Object> client = ClientProperties.of(config.kafka());
    // Of several on the way the second may be the first that a broker takes while it starts; then
    // the first is out of order until it expires.
    client.put("max.in.flight.requests.per.connection", 1);
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  void write(GraphRecord graph) {
    send(config.kafka().topics().graphs(), config.name(), new GraphSnapshotCodec().encode(graph));
  }

  void write(ModelRecord model) {
    send(config.kafka().topics().models(), config.name(), new ModelSnapshotCodec().encode(model));
  }

  void write(LatentRecord latent) {
    send(config.kafka().topics().latents(), latent.subject(), latents.encode(latent));
  }

  void write(SensorChunk chunk) {
    send("sensor." + chunk.modality(), chunk.subject(), chunks.encode(chunk));
  }

  void score(LatentRecord score) {
    send(config.kafka().topics().scores(), score.subject(), latents.encode(score));
  }

  void late(SensorChunk chunk) {
    send(config.kafka().topics().late(), chunk.subject(), chunks.encode(chunk));
  }

  void write(RejectedRecord rejected) {
    send(
        config.kafka().topics().rejected(),
        rejected.source(),
        new RejectedRecordWireCodec().encode(rejected));
  }

  void garbage(String topic) {
    send(topic, "x", new byte[] {1, 2, 3});
  }

  private void send(String topic, String key, byte[] value) {
    sent.add(
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)));
  }

  /** Waits until the broker has it all. */
  @Override
  public void close() {
    producer.flush();
    try {
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("A record of the test did not reach the broker.", e);
    } finally {
      producer.close();
    }
  }
}
