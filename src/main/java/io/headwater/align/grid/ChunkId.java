package io.headwater.align.grid;

import io.headwater.sensor.SensorChunk;
import java.util.Objects;

/**
 * What makes two chunks of one subject the same delivery.
 *
 * @param modality modality name
 * @param device device that measured
 * @param startMicros time of the first sample
 * @param sequence position in the device's output
 */
public record ChunkId(String modality, String device, long startMicros, long sequence) {
  public ChunkId {
    Objects.requireNonNull(modality, "modality");
    Objects.requireNonNull(device, "device");
  }

  public static ChunkId of(SensorChunk chunk) {
    return new ChunkId(chunk.modality(), chunk.device(), chunk.startMicros(), chunk.sequence());
  }
}
