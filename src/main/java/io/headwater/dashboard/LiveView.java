package io.headwater.dashboard;

import io.headwater.config.HeadwaterConfig;
import io.headwater.config.ModalityConfig;
import io.headwater.learn.LatentRecord;
import io.headwater.sensor.ModalityKind;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.LatentEstimateCodec;
import io.headwater.wire.ModelSnapshotCodec;
import io.headwater.wire.SensorChunkWireCodec;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All that the page shows, kept up to date by two readers: one for what a job writes, one for what
 * sensors send, so that heavy sensor traffic holds no graph back.
 */
final class LiveView implements AutoCloseable {
  /** A week of one a minute; read through once, and thinned out as they come. */
  private static final long GRAPH_HISTORY = 10_080;

  private static final long MODEL_HISTORY = 1024;

  /** A partition's last records: some seconds of reading. */
  private static final long LATENT_HISTORY = 200_000;

  private static final long SENSOR_HISTORY = 20_000;

  /** Buckets of a sensor curve in a window: enough to see what a window holds. */
  private static final int BUCKETS_PER_WINDOW = 4;

  private final HeadwaterConfig config;
  private final WatchedSubjects watched = new WatchedSubjects();
  private final GraphHistory graphs = new GraphHistory();
  private final LatentHistory latents = new LatentHistory(watched);
  private final LossHistory losses = new LossHistory();
  private final ModelHistory models = new ModelHistory();
  private final SensorCurves curves;
  private final AtomicLong windows = new AtomicLong();
  private final AtomicLong chunks = new AtomicLong();
  private final AtomicLong ofOtherJobs = new AtomicLong();
  private final TopicReader outputs;
  private final TopicReader sensors;

  LiveView(HeadwaterConfig config) {
    this.config = config;
    curves =
        new SensorCurves(
            Math.max(1_000_000, config.window().size().toNanos() / 1000 / BUCKETS_PER_WINDOW),
            watched);
    outputs = new TopicReader("headwater-dashboard-outputs", config.kafka(), outputIntakes());
    sensors = new TopicReader("headwater-dashboard-sensors", config.kafka(), sensorIntakes());
  }

  void start() {
    outputs.start();
    sensors.start();
  }

  private Map<String, TopicReader.Intake> outputIntakes() {
    LatentEstimateCodec latentCodec = new LatentEstimateCodec();
    ModelSnapshotCodec modelCodec = new ModelSnapshotCodec();
    return Map.of(
        config.kafka().topics().graphs(),
        new TopicReader.Intake(
            GRAPH_HISTORY,
            record -> {
              if (ours(record)) {
                graphs.add(record.value());
              }
            }),
        config.kafka().topics().models(),
        new TopicReader.Intake(
            MODEL_HISTORY,
            record -> {
              if (ours(record)) {
                models.add(modelCodec.decode(record.value()));
              }
            }),
        config.kafka().topics().latents(),
        new TopicReader.Intake(
            LATENT_HISTORY, record -> latent(latentCodec.decode(record.value()))));
  }

  private void latent(LatentRecord latent) {
    if (latents.add(latent)) {
      losses.add(latent);
      windows.incrementAndGet();
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

  private Map<String, TopicReader.Intake> sensorIntakes() {
    SensorChunkWireCodec codec = new SensorChunkWireCodec();
    Map<String, TopicReader.Intake> intakes = new LinkedHashMap<>();
    for (ModalityConfig modality : config.modalities()) {
      if (modality.kind() != ModalityKind.IMAGE) { // A picture is no curve.
        intakes.put(
            modality.topic(),
            new TopicReader.Intake(
                SENSOR_HISTORY, record -> chunk(codec.decode(record.value()), modality)));
      }
    }
    return intakes;
  }

  /** What the job would reject is no curve either, and must not push one aside. */
  private void chunk(SensorChunk chunk, ModalityConfig modality) {
    boolean whole =
        chunk.modality().equals(modality.name())
            && chunk.channels().equals(modality.channels())
            && chunk.values().length == (long) chunk.samples() * chunk.channels().size()
            && (chunk.isRegular() || chunk.offsetsMicros().length == chunk.samples());
    if (whole) {
      curves.add(chunk);
      chunks.incrementAndGet();
    }
  }

  HeadwaterConfig config() {
    return config;
  }

  WatchedSubjects watched() {
    return watched;
  }

  GraphHistory graphs() {
    return graphs;
  }

  LatentHistory latents() {
    return latents;
  }

  LossHistory losses() {
    return losses;
  }

  ModelHistory models() {
    return models;
  }

  SensorCurves curves() {
    return curves;
  }

  BrokerState broker() {
    return outputs.state();
  }

  /** Whether both readers are at work; a broker that is away does not end them. */
  boolean reading() {
    return outputs.alive() && sensors.alive();
  }

  /** What the page compares to know what to fetch anew; small, sent about once a second. */
  Map<String, Object> pulse() {
    Map<String, Object> pulse = new LinkedHashMap<>();
    pulse.put("graph", graphs.newest());
    pulse.put("models", models.seen());
    pulse.put("windows", windows.get());
    pulse.put("chunks", chunks.get());
    pulse.put("people", latents.people());
    pulse.put("otherJobs", ofOtherJobs.get());
    pulse.put("undecodable", outputs.undecodable() + sensors.undecodable());
    BrokerState broker = outputs.state();
    pulse.put("broker", broker.up() ? "up" : "down");
    pulse.put("since", broker.sinceMillis());
    pulse.put("caughtUp", broker.caughtUp());
    return pulse;
  }

  @Override
  public void close() {
    outputs.close();
    sensors.close();
  }
}
