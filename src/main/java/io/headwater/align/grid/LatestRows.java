package io.headwater.align.grid;

import io.headwater.sensor.Modality;
import io.headwater.sensor.SensorChunk;
import io.headwater.window.QualityFlag;
import io.headwater.window.SampleGrid;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The latest picture or tabular row as of a window's end. */
public final class LatestRows {
  private LatestRows() {}

  /** The chunk that holds the latest row before the window's end, among chunks of one modality. */
  static Optional<PlacedChunk> asOf(List<PlacedChunk> chunks, long endMicros) {
    return chunks.stream()
        .filter(placed -> placed.effectiveMicros() < endMicros)
        .max(
            Comparator.<PlacedChunk>comparingLong(
                    placed -> placed.chunk().timeMicros(rowAsOf(placed.chunk(), endMicros)))
                .thenComparing(PlacedChunk.ORDER));
  }

  /** One step that holds the chunk's latest row before the window's end; NaN cells are masked. */
  static Optional<SampleGrid> grid(SensorChunk chunk, Modality modality, long endMicros) {
    int channels = modality.channels().size();
    int first = rowAsOf(chunk, endMicros) * channels;
    GridValues values = new GridValues(1, channels);
    int flags = 0;
    for (int channel = 0; channel < channels; channel++) {
      float value = chunk.values()[first + channel];
      if (Float.isFinite(value)) {
        values.set(channel, value);
      } else {
        flags |= QualityFlag.NON_FINITE_SAMPLES.bit();
      }
    }
    return values.anyKnown()
        ? Optional.of(values.toGrid(modality.name(), flags))
        : Optional.empty();
  }

  /**
   * Whether {@code older} can never again be the latest because of {@code newer}.
   *
   * @param openFromMicros every window that may still close ends after this instant
   */
  public static boolean superseded(PlacedChunk older, PlacedChunk newer, long openFromMicros) {
    return PlacedChunk.ORDER.compare(older, newer) < 0
        && ChunkRows.lastTimeMicros(older.chunk()) <= newer.chunk().startMicros()
        && newer.effectiveMicros() <= Math.max(older.effectiveMicros(), openFromMicros);
  }

  private static int rowAsOf(SensorChunk chunk, long endMicros) {
    return ChunkRows.firstAtOrAfter(chunk, endMicros) - 1;
  }
}
