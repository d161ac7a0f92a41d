package io.headwater.job;

import io.headwater.align.Arrival;
import io.headwater.learn.GraphRecord;
import io.headwater.learn.LatentRecord;
import io.headwater.learn.ModelRecord;
import io.headwater.learn.PrequentialRecord;
import io.headwater.sensor.RejectedRecord;
import io.headwater.window.AlignedWindow;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Everything a learning job produces, for sinks to attach to.
 *
 * @param latents one estimate per (subject, window), in learning order
 * @param graphs graph snapshots
 * @param models model snapshots; the weights are already stored
 * @param prequential losses before learning
 * @param windows aligned windows in learning order; null unless asked for
 * @param late chunks that came after their windows had closed
 * @param rejected input that could not be used, with its reason
 */
public record LearnStreams(
    DataStream<LatentRecord> latents,
    DataStream<GraphRecord> graphs,
    DataStream<ModelRecord> models,
    DataStream<PrequentialRecord> prequential,
    DataStream<AlignedWindow> windows,
    DataStream<Arrival> late,
    DataStream<RejectedRecord> rejected) {

  /** Attaches sinks to the streams of a job. */
  @FunctionalInterface
  public interface Sinks {
    void attach(LearnStreams streams);
  }
}
