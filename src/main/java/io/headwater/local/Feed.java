package io.headwater.local;

import io.headwater.config.HeadwaterConfig;
import io.headwater.job.KafkaChunkSink;
import io.headwater.sensor.ChunkReader;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.sensor.SensorRecord;
import io.headwater.simulate.Ward;
import io.headwater.simulate.WardEvent;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Streams a night into the sensor topics, faster than it happened.
 *
 * <p>The pace follows event time: a chunk is sent when its start, divided by the speed, has passed.
 */
public final class Feed {
  private final HeadwaterConfig config;
  private final double speed;
  private final AtomicLong sent = new AtomicLong();
  private long firstMicros = Long.MIN_VALUE;
  private long startedNanos;

  /**
   * @param config where the topics are
   * @param speed event seconds per second
   */
  public Feed(HeadwaterConfig config, double speed) {
    this.config = config;
    this.speed = speed;
  }

  /** Records put on sensor topics so far. */
  public long sent() {
    return sent.get();
  }

  /** Sends a whole simulated night, faults and all. */
  public void send(Ward ward) throws IOException, InterruptedException {
    try (WardSink topics = WardSink.topics(config)) {
      for (Iterator<WardEvent> events = ward.events(); events.hasNext(); ) {
        WardEvent event = events.next();
        if (event instanceof WardEvent.ChunkEvent chunk) {
          keepPace(chunk.chunk());
        }
        topics.accept(event);
        sent.incrementAndGet();
      }
    }
  }

  /** Sends recordings. */
  public void send(ChunkReader recordings) throws IOException, InterruptedException {
    try (KafkaChunkSink topics = new KafkaChunkSink(config)) {
      for (Optional<SensorRecord> record = recordings.next();
          record.isPresent();
          record = recordings.next()) {
        if (record.get() instanceof SensorChunk chunk) {
          keepPace(chunk);
          topics.accept(chunk);
          sent.incrementAndGet();
        } else if (record.get() instanceof RejectedRecord bad) {
          topics.reject(bad);
        }
      }
    }
  }

  private void keepPace(SensorChunk chunk) throws InterruptedException {
    if (firstMicros == Long.MIN_VALUE) {
      firstMicros = chunk.startMicros();
      startedNanos = System.nanoTime();
    }
    double due = (chunk.startMicros() - firstMicros) / speed * 1000.0;
    long aheadMillis = (long) ((due - (System.nanoTime() - startedNanos)) / 1e6);
    if (aheadMillis > 0) {
      Thread.sleep(aheadMillis);
    }
  }
}
