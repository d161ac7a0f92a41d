package io.headwater.job;

import io.headwater.align.Arrival;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.OutputTopics;
import io.headwater.learn.GraphRecord;
import io.headwater.learn.LatentRecord;
import io.headwater.learn.ModelRecord;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.FittingRejections;
import io.headwater.wire.GraphSnapshotCodec;
import io.headwater.wire.LatentEstimateCodec;
import io.headwater.wire.ModelSnapshotCodec;
import io.headwater.wire.SensorChunkWireCodec;
import io.headwater.wire.WireCodec;
import io.headwater.wire.kafka.KafkaOutputs;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Sends every output of a learning job to its topic. */
public final class KafkaSinks implements LearnStreams.Sinks {
  private final HeadwaterConfig config;

  public KafkaSinks(HeadwaterConfig config) {
    this.config = config;
  }

  @Override
  public void attach(LearnStreams streams) {
    int greatest = KafkaOutputs.greatestValue(config.kafka());
    SingleOutputStreamOperator<Arrival> late = LargeLateChunks.apart(streams.late(), greatest);
    OutputTopics topics = config.kafka().topics();
    String job = config.name();
    to(streams.latents(), latents(topics.latents()));
    to(
        streams.graphs(),
        new KafkaOutputs.Form<GraphRecord>(
            topics.graphs(),
            GraphSnapshotCodec::new,
            r -> job,
            GraphRecord::modelVersion,
            r -> job + "@" + r.windows()));
    to(
        streams.models(),
        new KafkaOutputs.Form<ModelRecord>(
            topics.models(),
            ModelSnapshotCodec::new,
            r -> job,
            ModelRecord::version,
            r -> job + "@" + r.version()));
    to(
        streams.rejected().union(late.getSideOutput(LargeLateChunks.REJECTED)),
        new KafkaOutputs.Form<RejectedRecord>(
            topics.rejected(),
            () -> new FittingRejections(greatest),
            RejectedRecord::source,
            null,
            r -> r.source() + "@" + r.position()));
    to(
        late,
        new KafkaOutputs.Form<Arrival>(
            topics.late(),
            LateCodec::new,
            a -> ((SensorChunk) a.record()).subject(),
            null,
            a -> a.source() + "@" + a.position()));
  }

  /** Sends scores to their topic, from as many writers as there are scorers. */
  public static Consumer<DataStream<LatentRecord>> scores(HeadwaterConfig config) {
    KafkaOutputs.Form<LatentRecord> form = latents(config.kafka().topics().scores());
    return scores ->
        scores
            .sinkTo(KafkaOutputs.sink(config, form))
            .name(form.topic())
            .uid("sink-" + form.topic())
            .setParallelism(scores.getParallelism());
  }

  private static KafkaOutputs.Form<LatentRecord> latents(String topic) {
    return new KafkaOutputs.Form<LatentRecord>(
        topic,
        LatentEstimateCodec::new,
        LatentRecord::subject,
        LatentRecord::modelVersion,
        r -> r.subject() + "@" + r.windowEnd());
  }

  private <T> void to(DataStream<T> stream, KafkaOutputs.Form<T> form) {
    stream
        .sinkTo(KafkaOutputs.sink(config, form))
        .name(form.topic())
        .uid("sink-" + form.topic())
        .setParallelism(1);
  }

  /** A late arrival goes on as the chunk it is. */
  private static final class LateCodec implements WireCodec<Arrival> {
    private final SensorChunkWireCodec chunks = new SensorChunkWireCodec();

    @Override
    public byte[] encode(Arrival late) {
      return chunks.encode((SensorChunk) late.record());
    }

    @Override
    public Arrival decode(byte[] bytes) {
      throw new UnsupportedOperationException("Late chunks are read as chunks.");
    }
  }
}
