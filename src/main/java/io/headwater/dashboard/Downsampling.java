package io.headwater.dashboard;

import java.util.ArrayList;
import java.util.List;

/** Fewer points of a long series: neighbours are put together, evenly. */
final class Downsampling {
  private Downsampling() {}

  /** Neighbours together, so that at most so many groups come of it; none is empty. */
  static <T> List<List<T>> groups(List<T> points, int most) {
    int together = Math.max(1, (points.size() + most - 1) / most);
    List<List<T>> groups = new ArrayList<>();
    for (int i = 0; i < points.size(); i += together) {
      groups.add(points.subList(i, Math.min(points.size(), i + together)));
    }
    return groups;
  }

  /** Mean of the finite values at an index of the rows; NaN without any. */
  static double mean(List<Ring.Timed<LatentHistory.Row>> group, int at) {
    return group.stream()
        .mapToDouble(r -> r.row().values()[at])
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  static double channelMean(List<Ring.Timed<float[]>> group, int channel) {
    return group.stream()
        .mapToDouble(b -> SensorCurves.Held.mean(b.row(), channel))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  static double least(List<Ring.Timed<float[]>> group, int channel) {
    return group.stream()
        .mapToDouble(b -> SensorCurves.Held.least(b.row(), channel))
        .filter(Double::isFinite)
        .min()
        .orElse(Double.NaN);
  }

  static double greatest(List<Ring.Timed<float[]>> group, int channel) {
    return group.stream()
        .mapToDouble(b -> SensorCurves.Held.greatest(b.row(), channel))
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NaN);
  }
}
