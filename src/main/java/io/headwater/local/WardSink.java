package io.headwater.local;

import io.headwater.config.HeadwaterConfig;
import io.headwater.job.AvroChunkSink;
import io.headwater.job.KafkaChunkSink;
import io.headwater.sensor.SensorChunk;
import io.headwater.simulate.CsvChunkSink;
import io.headwater.simulate.Ward;
import io.headwater.simulate.WardEvent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Puts the events of a simulated ward somewhere. */
public final class WardSink implements Closeable {
  /** Takes chunks. */
  private interface Chunks {
    void accept(SensorChunk chunk) throws IOException;
  }

  /** Takes bytes that are no record. */
  private interface Garbage {
    void accept(String modality, String subject, byte[] bytes) throws IOException;
  }

  private final Chunks chunks;
  private final Garbage garbage;
  private final Closeable target;

  private WardSink(Chunks chunks, Garbage garbage, Closeable target) {
    this.chunks = chunks;
    this.garbage = garbage;
    this.target = target;
  }

  /** Headwater CSV files; garbage has no place in them and is left out. */
  public static WardSink csv(Path folder) throws IOException {
    CsvChunkSink files = new CsvChunkSink(folder, Ward.modalities());
    return new WardSink(files::accept, (modality, subject, bytes) -> {}, files);
  }

  /** Avro container files; garbage is left out. */
  public static WardSink avro(Path folder) throws IOException {
    AvroChunkSink files = new AvroChunkSink(folder);
    return new WardSink(files::accept, (modality, subject, bytes) -> {}, files);
  }

  /** The sensor topics of a configuration, garbage and all. */
  public static WardSink topics(HeadwaterConfig config) {
    KafkaChunkSink topics = new KafkaChunkSink(config);
    return new WardSink(topics::accept, topics::raw, topics);
  }

  public void accept(WardEvent event) throws IOException {
    if (event instanceof WardEvent.ChunkEvent chunk) {
      chunks.accept(chunk.chunk());
    } else if (event instanceof WardEvent.GarbageEvent bad) {
      garbage.accept(bad.modality(), bad.subject(), bad.bytes());
    }
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
