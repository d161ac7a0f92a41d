package io.headwater.wire.kafka;

import io.headwater.config.HeadwaterConfig;
import io.headwater.config.KafkaConfig;
import io.headwater.wire.WireCodec;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sinks to the output topics of a configuration, exactly or at least once as it says. */
public final class KafkaOutputs {
  /** Header with the version of the model that made a record. */
  public static final String MODEL_VERSION = "model-version";

  /** Header that names a record deterministically, so that readers can drop repetitions. */
  public static final String RECORD_ID = "record-id";

  /** Of a Kafka producer whose {@code max.request.size} is not set. */
  private static final int DEFAULT_REQUEST = 1 << 20;

  /** What a message takes beside its value: key, headers, the batch around it. */
  private static final int BESIDE_VALUE = 4096;

  private KafkaOutputs() {}

  /**
   * Greatest value that surely fits a message: {@code kafka.properties.max.request.size}, or
   * Kafka's default of 1 MiB, less what a message takes beside its value.
   */
  public static int greatestValue(KafkaConfig kafka) {
    String request = kafka.properties().get("max.request.size");
    int bytes = request == null ? DEFAULT_REQUEST : Integer.parseInt(request.strip());
    return Math.max(BESIDE_VALUE, bytes - BESIDE_VALUE);
  }

  /** A function that can travel to a task. */
  public interface Field<T, V> extends Function<T, V>, Serializable {}

  /** Makes a codec on the task that uses it. */
  public interface CodecMaker<T> extends Supplier<WireCodec<T>>, Serializable {}

  /**
   * How a record becomes a Kafka record.
   *
   * @param topic topic to write to
   * @param codec makes the value
   * @param key makes the key
   * @param version makes the {@value #MODEL_VERSION} header; null for none
   * @param id makes the {@value #RECORD_ID} header
   */
  public record Form<T>(
      String topic,
      CodecMaker<T> codec,
      Field<T, String> key,
      Field<T, Long> version,
      Field<T, String> id)
      implements Serializable {}

  /** A sink; its transactional ids begin with job name and topic and stay the same for ever. */
  public static <T> KafkaSink<T> sink(HeadwaterConfig config, Form<T> form) {
    KafkaConfig kafka = config.kafka();
    Properties properties = new Properties();
    properties.putAll(ClientProperties.of(kafka));
    properties.setProperty(
        "transaction.timeout.ms", String.valueOf(kafka.transactionTimeout().toMillis()));
    return KafkaSink.<T>builder()
        .setBootstrapServers(kafka.bootstrap())
        .setKafkaProducerConfig(properties)
        .setDeliveryGuarantee(
            kafka.delivery() == KafkaConfig.Delivery.EXACTLY_ONCE
                ? DeliveryGuarantee.EXACTLY_ONCE
                : DeliveryGuarantee.AT_LEAST_ONCE)
        .setTransactionalIdPrefix(config.name() + "-" + form.topic())
        .setRecordSerializer(new Serializer<>(form))
        .build();
  }

  private static final class Serializer<T> implements KafkaRecordSerializationSchema<T> {
    private static final long serialVersionUID = 1L;

    private final Form<T> form;
    private transient WireCodec<T> codec;

    Serializer(Form<T> form) {
      this.form = form;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        T element, KafkaSinkContext context, Long timestamp) {
      if (codec == null) {
        codec = form.codec().get();
      }
      // The producer's clock, not event time: a broker's retention counts from a record's time, and
      // would delete what was made from last year's recordings at once. Records carry event time.
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              form.topic(), null, null, bytes(form.key().apply(element)), codec.encode(element));
      if (form.version() != null) {
        record.headers().add(MODEL_VERSION, bytes(String.valueOf(form.version().apply(element))));
      }
      record.headers().add(RECORD_ID, bytes(form.id().apply(element)));
      return record;
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
