package io.headwater.report.page;

import io.headwater.report.LatentTracks.Point;
import io.headwater.report.LatentTracks.Track;
import io.headwater.report.RunReport;
import io.headwater.report.plot.LineChart;
import io.headwater.report.plot.LineChart.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Latents over time: one figure by subject and modality. */
final class TrackFigures {
  private static final double HEIGHT = 210;

  private TrackFigures() {}

  /**
   * @param id of the run on the page
   */
  static List<Figure> of(String id, RunReport run) {
    Map<List<String>, List<Track>> groups = new LinkedHashMap<>();
    for (Track track : run.latents().tracks()) {
      String modality = track.id().substring(0, track.id().lastIndexOf('.'));
      groups.computeIfAbsent(List.of(track.subject(), modality), k -> new ArrayList<>()).add(track);
    }
    List<Figure> figures = new ArrayList<>();
    groups.forEach(
        (key, tracks) ->
            figures.add(
                figure(id + "-track" + figures.size(), key.get(0), key.get(1), tracks, run)));
    return figures;
  }

  private static Figure figure(
      String id, String subject, String modality, List<Track> tracks, RunReport run) {
    boolean categories = run.hasCategories(modality);
    LineChart chart =
        new LineChart(
            id,
            "Latents of " + modality + ", " + subject,
            categories
                ? "Expected categories over time."
                : "Posterior means over time with two posterior standard deviations.",
            "hours since the subject's first window",
            modality,
            false);
    for (int k = 0; k < tracks.size(); k++) {
      // What is expected of a category cannot leave its range; two deviations would.
      chart.add(series(tracks.get(k), k, categories ? 0 : 2));
    }
    return Figure.of(
        (suffix, width) -> chart.svg(suffix, width, HEIGHT),
        "%s, %s: %s A broken line: no data of %s."
            .formatted(
                subject,
                modality,
                categories
                    ? "expected category of each node, counted from 0. Band: least and greatest of each part of the time."
                    : "posterior means. Band: least and greatest of each part of the time, two posterior standard deviations wider on either side.",
                run.hasData(modality) ? "this modality" : "any modality"));
  }

  /** Parts that are missing break the line. */
  private static Series series(Track track, int number, double deviations) {
    List<Point> points = track.points();
    List<double[]> rows = new ArrayList<>();
    double step = Double.POSITIVE_INFINITY;
    for (int i = 1; i < points.size(); i++) {
      step = Math.min(step, points.get(i).hour() - points.get(i - 1).hour());
    }
    for (int i = 0; i < points.size(); i++) {
      Point p = points.get(i);
      // Bins may be narrower than windows follow each other: a hole is thrice the least step.
      if (i > 0 && p.hour() - points.get(i - 1).hour() > 3 * step) {
        rows.add(new double[] {p.hour(), Double.NaN, Double.NaN, Double.NaN});
      }
      rows.add(
          new double[] {
            p.hour(),
            p.mean(),
            p.least() - deviations * p.uncertainty(),
            p.greatest() + deviations * p.uncertainty()
          });
    }
    return new Series(
        track.id().substring(track.id().lastIndexOf('.') + 1),
        "c" + number % 7,
        column(rows, 0),
        column(rows, 1),
        column(rows, 2),
        column(rows, 3));
  }

  private static double[] column(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(r -> r[column]).toArray();
  }
}
