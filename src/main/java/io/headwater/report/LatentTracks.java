package io.headwater.report;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.learn.LatentRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Latents: levels over all windows, and tracks of a few subjects.
 *
 * @param finalModel whether one model, the last, scored all windows
 * @param components one line each, over the windows in which its modality had data
 * @param tracks of the subjects with most windows
 */
public record LatentTracks(boolean finalModel, List<Component> components, List<Track> tracks) {
  static final int SUBJECTS = 2;
  static final int POINTS = 150;

  /**
   * @param windows with data of its modality
   * @param deviation between windows
   * @param uncertainty mean posterior standard deviation
   */
  public record Component(
      String id, long windows, double mean, double deviation, double uncertainty) {}

  /**
   * A component of a subject over time, in parts of equal length; parts without data are absent.
   */
  public record Track(String subject, String id, List<Point> points) {}

  /**
   * @param hour since the subject's first window
   * @param least and {@code greatest} of the part's windows
   * @param greatest of the part's windows
   * @param uncertainty mean posterior standard deviation
   */
  public record Point(
      double hour, double mean, double least, double greatest, double uncertainty) {}

  /** First pass over windows for the components, second for the tracks. */
  static final class Builder {
    private final Map<String, double[]> levels = new LinkedHashMap<>();
    private final Map<String, Map<String, double[][]>> bins = new LinkedHashMap<>();
    private final Map<String, Spans> spans = new LinkedHashMap<>();

    void add(LatentRecord window) {
      for (ModalityEstimate m : window.estimate().modalities()) {
        for (int k = 0; k < m.mean().length; k++) {
          double[] sums = levels.computeIfAbsent(m.modality() + ".z" + k, id -> new double[4]);
          if (m.present()) {
            sums[0]++;
            double before = sums[1];
            sums[1] += (m.mean()[k] - before) / sums[0]; // Welford
            sums[2] += (m.mean()[k] - before) * (m.mean()[k] - sums[1]);
            sums[3] += m.deviation()[k];
          }
        }
      }
    }

    void follow(String subject, Spans span) {
      bins.put(subject, new LinkedHashMap<>());
      spans.put(subject, span);
    }

    void place(LatentRecord window) {
      Map<String, double[][]> own = bins.get(window.subject());
      if (own == null) {
        return;
      }
      Spans span = spans.get(window.subject());
      int bin =
          (int) ((window.windowStart() - span.first()) * POINTS / (span.last() - span.first()));
      for (ModalityEstimate m : window.estimate().modalities()) {
        for (int k = 0; k < m.mean().length && m.present(); k++) {
          double[][] parts =
              own.computeIfAbsent(m.modality() + ".z" + k, i -> new double[POINTS][]);
          double z = m.mean()[k];
          if (parts[bin] == null) {
            parts[bin] = new double[] {0, 0, z, z, 0};
          }
          double[] part = parts[bin];
          part[0]++;
          part[1] += z;
          part[2] = Math.min(part[2], z);
          part[3] = Math.max(part[3], z);
          part[4] += m.deviation()[k];
        }
      }
    }

    /**
     * @param finalModel as the run says
     */
    LatentTracks result(boolean finalModel) {
      List<Component> components = new ArrayList<>();
      levels.forEach(
          (id, s) ->
              components.add(
                  new Component(
                      id,
                      (long) s[0],
                      s[0] == 0 ? Double.NaN : s[1],
                      s[0] < 2 ? Double.NaN : Math.sqrt(s[2] / (s[0] - 1)),
                      s[0] == 0 ? Double.NaN : s[3] / s[0])));
      List<Track> tracks = new ArrayList<>();
      bins.forEach(
          (subject, own) ->
              own.forEach(
                  (id, parts) -> tracks.add(new Track(subject, id, points(subject, parts)))));
      return new LatentTracks(finalModel, components, tracks);
    }

    private List<Point> points(String subject, double[][] parts) {
      double hours = (spans.get(subject).last() - spans.get(subject).first()) / 3600e6;
      List<Point> points = new ArrayList<>();
      for (int b = 0; b < parts.length; b++) {
        if (parts[b] != null) {
          double[] p = parts[b];
          points.add(new Point((b + .5) * hours / POINTS, p[1] / p[0], p[2], p[3], p[4] / p[0]));
        }
      }
      return points;
    }
  }
}
