package io.headwater.align.grid;

import io.headwater.align.grid.MergedRows.Track;
import io.headwater.sensor.SensorChunk;
import java.util.List;

/** Resampling by the value at each cell's centre: interpolated between neighbours, or held. */
final class PointValues {
  private PointValues() {}

  static void fillLinear(
      List<SensorChunk> chunks, GridCells cells, long maxGapMicros, GridValues into) {
    fill(chunks, cells, maxGapMicros, into, PointValues::linear);
  }

  static void fillHeld(
      List<SensorChunk> chunks, GridCells cells, long maxGapMicros, GridValues into) {
    fill(chunks, cells, maxGapMicros, into, PointValues::held);
  }

  /** Value at a centre, or NaN when missing; {@code before} is the last sample not after it. */
  private interface Rule {
    double at(Track track, int before, double centre, long maxGapMicros);
  }

  private static void fill(
      List<SensorChunk> chunks, GridCells cells, long maxGapMicros, GridValues into, Rule rule) {
    MergedRows rows =
        MergedRows.within(
            chunks,
            into.channels(),
            cells.startMicros() - maxGapMicros,
            cells.endMicros() + maxGapMicros);
    for (int channel = 0; channel < into.channels(); channel++) {
      Track track = rows.track(channel, cells.startMicros());
      int before = -1;
      for (int cell = 0; cell < cells.steps(); cell++) {
        double centre = cells.centreOffset(cell);
        while (before + 1 < track.size() && track.offsets()[before + 1] <= centre) {
          before++;
        }
        double value = before < 0 ? Double.NaN : rule.at(track, before, centre, maxGapMicros);
        if (!Double.isNaN(value)) {
          into.set(cell * into.channels() + channel, value);
        }
      }
    }
  }

  private static double held(Track track, int before, double centre, long maxGapMicros) {
    return centre - track.offsets()[before] <= maxGapMicros ? track.values()[before] : Double.NaN;
  }

  private static double linear(Track track, int before, double centre, long maxGapMicros) {
    double left = track.values()[before];
    long leftOffset = track.offsets()[before];
    if (leftOffset == centre) {
      return left;
    }
    int after = before + 1;
    if (after >= track.size() || track.offsets()[after] - leftOffset > maxGapMicros) {
      return Double.NaN;
    }
    double share = (centre - leftOffset) / (track.offsets()[after] - leftOffset);
    return left + (track.values()[after] - left) * share;
  }
}
