package io.headwater.wire.kafka;

import io.headwater.learn.ModelRecord;
import io.headwater.metrics.HeadwaterMetrics;
import io.headwater.wire.MalformedRecordException;
import io.headwater.wire.ModelSnapshotCodec;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka records as model snapshots; what is none is counted, said, and passed over. */
final class ModelDeserializer implements KafkaRecordDeserializationSchema<ModelRecord> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ModelDeserializer.class);

  private final TypeInformation<ModelRecord> type;
  private transient ModelSnapshotCodec codec;
  private transient Counter malformed;

  ModelDeserializer(TypeInformation<ModelRecord> type) {
    this.type = type;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    codec = new ModelSnapshotCodec();
    malformed = HeadwaterMetrics.of(context.getMetricGroup()).counter("malformedModels");
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ModelRecord> out) {
    String why = "it has no value (a tombstone)";
    if (record.value() != null) {
      try {
        out.collect(codec.decode(record.value()));
        return;
      } catch (MalformedRecordException e) {
        why = e.getMessage();
      }
    }
    malformed.inc();
    LOG.warn(
        "Record {} of {}-{} is no model snapshot and is passed over: {}",
        record.offset(),
        record.topic(),
        record.partition(),
        why);
  }

  @Override
  public TypeInformation<ModelRecord> getProducedType() {
    return type;
  }
}
