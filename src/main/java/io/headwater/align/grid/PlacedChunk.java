package io.headwater.align.grid;

import io.headwater.sensor.SensorChunk;
import java.util.Comparator;
import java.util.Objects;

/**
 * A chunk admitted to alignment, and the place it came from.
 *
 * @param chunk the samples
 * @param source input partition
 * @param position position in the partition
 * @param effectiveMicros instant from which the chunk may count, at least its start. For a picture
 *     or a tabular row that arrives behind its partition's clock this is the clock minus the
 *     lateness: no window that ends later can have closed, so the row's effect does not depend on
 *     thread timing
 */
public record PlacedChunk(SensorChunk chunk, String source, long position, long effectiveMicros) {

  /** Start, then device, then sequence: unique within a modality once duplicates are gone. */
  public static final Comparator<PlacedChunk> ORDER =
      Comparator.<PlacedChunk>comparingLong(placed -> placed.chunk.startMicros())
          .thenComparing(placed -> placed.chunk.device())
          .thenComparingLong(placed -> placed.chunk.sequence());

  public PlacedChunk {
    Objects.requireNonNull(chunk, "chunk");
    Objects.requireNonNull(source, "source");
    if (effectiveMicros < chunk.startMicros()) {
      throw new IllegalArgumentException(
          "A chunk that starts at %d µs cannot take effect earlier, at %d µs."
              .formatted(chunk.startMicros(), effectiveMicros));
    }
  }

  public ChunkId id() {
    return ChunkId.of(chunk);
  }
}
