package io.headwater.dashboard;

import io.headwater.config.HeadwaterConfig;
import io.headwater.config.ModalityConfig;
import io.headwater.config.OutputTopics;
import io.headwater.learn.LatentRecord;
import io.headwater.sensor.ChunkValidator;
import io.headwater.sensor.Modality;
import io.headwater.sensor.ModalityKind;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.LatentEstimateCodec;
import io.headwater.wire.ModelSnapshotCodec;
import io.headwater.wire.RejectedRecordWireCodec;
import io.headwater.wire.SensorChunkWireCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What becomes of the records of each topic: they are decoded and go into the histories. */
final class TopicIntakes {
  /** A week of one a minute; read through once, and thinned out as they come. */
  private static final long GRAPH_HISTORY = 10_080;

  private static final long MODEL_HISTORY = 1024;

  /** A partition's last records: some seconds of reading. */
  private static final long LATENT_HISTORY = 200_000;

  private static final long SENSOR_HISTORY = 20_000;

  /** What lies further ahead of the wall clock is rejected by a job, too (its default). */
  private static final long MOST_AHEAD_MICROS = Duration.ofDays(1).toNanos() / 1000;

  private final HeadwaterConfig config;
  private final Histories histories;
  private final AtomicLong windows = new AtomicLong();
  private final AtomicLong scored = new AtomicLong();
  private final AtomicLong chunks = new AtomicLong();
  private final AtomicLong ofOtherJobs = new AtomicLong();

  TopicIntakes(HeadwaterConfig config, Histories histories) {
    this.config = config;
    this.histories = histories;
  }

  /** What jobs find. */
  Map<String, TopicReader.Intake> outputs() {
    LatentEstimateCodec latentCodec = new LatentEstimateCodec();
    ModelSnapshotCodec modelCodec = new ModelSnapshotCodec();
    OutputTopics topics = config.kafka().topics();
    return Map.of(
        topics.graphs(),
        new TopicReader.Intake(
            GRAPH_HISTORY,
            record -> {
              if (ours(record)) {
                histories.graphs().add(record.value());
              }
            }),
        topics.models(),
        new TopicReader.Intake(
            MODEL_HISTORY,
            record -> {
              if (ours(record)) {
                histories.models().add(modelCodec.decode(record.value()));
              }
            }),
        topics.latents(),
        new TopicReader.Intake(
            LATENT_HISTORY, record -> latent(latentCodec.decode(record.value()))),
        topics.scores(),
        new TopicReader.Intake(
            LATENT_HISTORY, record -> score(latentCodec.decode(record.value()))));
  }

  /** What sensors send, and what jobs could not use of it. */
  Map<String, TopicReader.Intake> sensors() {
    SensorChunkWireCodec codec = new SensorChunkWireCodec();
    RejectedRecordWireCodec rejected = new RejectedRecordWireCodec();
    Map<String, TopicReader.Intake> intakes = new LinkedHashMap<>();
    intakes.put(
        config.kafka().topics().late(),
        new TopicReader.Intake(
            SENSOR_HISTORY, record -> histories.unused().late(codec.decode(record.value()))));
    intakes.put(
        config.kafka().topics().rejected(),
        new TopicReader.Intake(
            SENSOR_HISTORY,
            record -> histories.unused().rejected(rejected.decode(record.value()))));
    for (ModalityConfig modality : config.modalities()) {
      if (modality.kind() != ModalityKind.IMAGE) { // A picture is no curve.
        Modality declared = modality.toModality();
        intakes.put(
            modality.topic(),
            new TopicReader.Intake(
                SENSOR_HISTORY, record -> chunk(codec.decode(record.value()), declared)));
      }
    }
    return intakes;
  }

  private void latent(LatentRecord latent) {
    if (histories.latents().add(latent)) {
      histories.losses().add(latent);
      windows.incrementAndGet();
    }
  }

  private void score(LatentRecord score) {
    if (histories.scores().add(score)) {
      scored.incrementAndGet();
    }
  }

  /** Graphs and models carry the name of the job that wrote them as their key. */
  private boolean ours(ConsumerRecord<byte[], byte[]> record) {
    boolean ours =
        record.key() == null
            || new String(record.key(), StandardCharsets.UTF_8).equals(config.name());
    if (!ours) {
      ofOtherJobs.incrementAndGet();
    }
    return ours;
  }

  /** What a job would reject is no curve either, and must not silence one. */
  private void chunk(SensorChunk chunk, Modality modality) {
    long latest = System.currentTimeMillis() * 1000 + MOST_AHEAD_MICROS;
    if (ChunkValidator.problem(chunk, modality).isEmpty() && chunk.endMicros() <= latest) {
      histories.curves().add(chunk);
      chunks.incrementAndGet();
    }
  }

  /** How much came so far, by what a page compares to know what to fetch anew. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("windows", windows.get());
    counts.put("scored", scored.get());
    counts.put("chunks", chunks.get());
    counts.put("unused", histories.unused().total());
    counts.put("otherJobs", ofOtherJobs.get());
    return counts;
  }
}
