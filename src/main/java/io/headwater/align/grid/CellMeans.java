package io.headwater.align.grid;

import io.headwater.sensor.SensorChunk;
import java.util.List;

/**
 * Resampling by the mean of the samples inside each cell and channel.
 *
 * <p>Sums are double and run in the order of the chunks given, so the same chunks in the same order
 * give the same bits. Every finite sample of the window enters exactly one cell.
 */
final class CellMeans {
  private final GridCells cells;
  private final int channels;
  private final double[] sums; // (step, channel)
  private final int[] counts; // (step, channel)

  CellMeans(GridCells cells, int channels) {
    this.cells = cells;
    this.channels = channels;
    this.sums = new double[cells.steps() * channels];
    this.counts = new int[sums.length];
  }

  static void fill(List<SensorChunk> chunks, GridCells cells, GridValues into) {
    CellMeans means = new CellMeans(cells, into.channels());
    chunks.forEach(means::add);
    for (int at = 0; at < means.sums.length; at++) {
      if (means.counts[at] > 0) {
        into.set(at, means.sums[at] / means.counts[at]);
      }
    }
  }

  void add(SensorChunk chunk) {
    float[] values = chunk.values();
    int rows = chunk.samples();
    for (int row = ChunkRows.firstAtOrAfter(chunk, cells.startMicros()); row < rows; row++) {
      long time = chunk.timeMicros(row);
      if (time >= cells.endMicros()) {
        return;
      }
      int at = cells.cell(time) * channels;
      for (int channel = 0; channel < channels; channel++) {
        float value = values[row * channels + channel];
        if (Float.isFinite(value)) {
          sums[at + channel] += value;
          counts[at + channel]++;
        }
      }
    }
  }

  double[] sums() {
    return sums;
  }

  int[] counts() {
    return counts;
  }
}
