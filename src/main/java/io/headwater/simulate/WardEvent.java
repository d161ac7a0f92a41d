package io.headwater.simulate;

import io.headwater.sensor.SensorChunk;
import java.util.Objects;

/** What arrives from the ward, in order of arrival. */
public sealed interface WardEvent {

  /** A chunk of samples, possibly damaged, late or for the second time. */
  record ChunkEvent(SensorChunk chunk) implements WardEvent {
    public ChunkEvent {
      Objects.requireNonNull(chunk, "chunk");
    }
  }

  /**
   * Bytes on a modality's topic that are no record at all.
   *
   * @param modality whose topic they arrive on
   * @param subject key they arrive with
   * @param bytes the bytes; not copied
   */
  record GarbageEvent(String modality, String subject, byte[] bytes) implements WardEvent {
    public GarbageEvent {
      Objects.requireNonNull(modality, "modality");
      Objects.requireNonNull(subject, "subject");
      Objects.requireNonNull(bytes, "bytes");
    }
  }
}
