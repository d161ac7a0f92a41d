package io.headwater.align.grid;

import io.headwater.sensor.Modality;
import io.headwater.sensor.SensorChunk;
import io.headwater.window.QualityFlag;
import io.headwater.window.SampleGrid;
import java.util.List;
import java.util.Optional;

/** One time series in one window: resampled to the modality's grid, with remarks on its quality. */
final class SeriesGrid {
  private final Modality modality;
  private final GridCells cells;

  SeriesGrid(Modality modality, GridCells cells) {
    this.modality = modality;
    this.cells = cells;
  }

  /**
   * The grid, or empty when no cell is known.
   *
   * @param chunks chunks of the modality that start before the window's end, in {@link
   *     PlacedChunk#ORDER}
   */
  Optional<SampleGrid> of(List<SensorChunk> chunks) {
    GridValues values = new GridValues(cells.steps(), modality.channels().size());
    long maxGapMicros = modality.maxGap().toNanos() / 1000;
    switch (modality.resampling()) {
      case MEAN -> CellMeans.fill(chunks, cells, values);
      case LINEAR -> PointValues.fillLinear(chunks, cells, maxGapMicros, values);
      case HOLD -> PointValues.fillHeld(chunks, cells, maxGapMicros, values);
    }
    return values.anyKnown()
        ? Optional.of(values.toGrid(modality.name(), flags(chunks)))
        : Optional.empty();
  }

  /** Remarks on the samples inside the window itself. */
  private int flags(List<SensorChunk> chunks) {
    List<SensorChunk> inside =
        chunks.stream()
            .filter(c -> ChunkRows.anyWithin(c, cells.startMicros(), cells.endMicros()))
            .toList();
    int flags = 0;
    if (inside.stream().anyMatch(this::anyNonFinite)) {
      flags |= QualityFlag.NON_FINITE_SAMPLES.bit();
    }
    if (inside.stream().map(SensorChunk::device).distinct().count() > 1) {
      flags |= QualityFlag.SEVERAL_DEVICES.bit();
    }
    if (overlap(inside)) {
      flags |= QualityFlag.OVERLAPPING_CHUNKS.bit();
    }
    return flags;
  }

  private boolean anyNonFinite(SensorChunk chunk) {
    int channels = chunk.channels().size();
    int end = ChunkRows.firstAtOrAfter(chunk, cells.endMicros()) * channels;
    int first = ChunkRows.firstAtOrAfter(chunk, cells.startMicros()) * channels;
    for (int at = first; at < end; at++) {
      if (!Float.isFinite(chunk.values()[at])) {
        return true;
      }
    }
    return false;
  }

  /** By the times of samples, not of periods, so that a jittering clock is no overlap. */
  private static boolean overlap(List<SensorChunk> byStart) {
    long last = Long.MIN_VALUE;
    for (SensorChunk chunk : byStart) {
      if (chunk.startMicros() <= last) {
        return true;
      }
      last = Math.max(last, ChunkRows.lastTimeMicros(chunk));
    }
    return false;
  }
}
