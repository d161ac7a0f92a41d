package io.headwater.wire.kafka;

import io.headwater.align.AlignTypes;
import io.headwater.align.Arrival;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorRecord;
import io.headwater.wire.MalformedRecordException;
import io.headwater.wire.SensorChunkWireCodec;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Kafka records as arrivals. What cannot be decoded becomes a {@link RejectedRecord} with its
 * reason and its bytes; nothing a producer writes can stop the job.
 */
final class ArrivalDeserializer implements KafkaRecordDeserializationSchema<Arrival> {
  private static final long serialVersionUID = 1L;

  private transient SensorChunkWireCodec codec;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    codec = new SensorChunkWireCodec();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
    String partition = record.topic() + "-" + record.partition();
    out.collect(new Arrival(partition, record.offset(), decode(record, partition), record.value()));
  }

  private SensorRecord decode(ConsumerRecord<byte[], byte[]> record, String partition) {
    byte[] value = record.value();
    if (value == null) {
      return new RejectedRecord(
          partition, record.offset(), "The record has no value (a tombstone).", new byte[0]);
    }
    try {
      return codec.decode(value);
    } catch (MalformedRecordException e) {
      return new RejectedRecord(partition, record.offset(), e.getMessage(), value);
    } catch (RuntimeException e) {
      // None is known; but bytes from outside must never stop a job, whatever is wrong with them.
      String reason = "The record of %d bytes cannot be decoded: %s.".formatted(value.length, e);
      return new RejectedRecord(partition, record.offset(), reason, value);
    }
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return AlignTypes.ARRIVAL;
  }
}
