package io.headwater.report.page;

import io.headwater.graph.CausalEdge;
import io.headwater.learn.GraphRecord;
import io.headwater.report.DataSummary.PersonLine;
import io.headwater.report.GraphHistory;
import io.headwater.report.LatentTracks.Point;
import io.headwater.report.LatentTracks.Track;
import io.headwater.report.LossCurve;
import io.headwater.report.RunReport;
import io.headwater.report.plot.DotPlot;
import io.headwater.report.plot.GraphDrawing;
import io.headwater.report.plot.HeatMap;
import io.headwater.report.plot.LineChart;
import io.headwater.report.plot.LineChart.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures of one run. */
public final class RunFigures {
  private static final double HEIGHT = 270;

  /** Beyond these a chart of edges cannot be read; the table has them all. */
  private static final int EDGES_SHOWN = 24;

  private final RunReport run;
  private final String id;

  RunFigures(RunReport run, String id) {
    this.run = run;
    this.id = id;
  }

  /** One per modality: where in a subject's time there were data. */
  public List<Figure> presence() {
    List<Figure> figures = new ArrayList<>();
    List<PersonLine> people = run.data().people();
    for (int m = 0; m < run.data().modalities().size(); m++) {
      int at = m;
      String name = run.data().modalities().get(m).modality();
      List<double[]> values = people.stream().map(p -> p.track().get(at)).toList();
      String title = "Data of " + name;
      String told =
          "Share of windows with data of %s, by subject, from its first window to its last."
              .formatted(name);
      figures.add(
          figure(
              (suffix, width) ->
                  HeatMap.svg(
                      id + "-presence" + at + suffix,
                      width,
                      title,
                      told,
                      people.stream().map(PersonLine::subject).toList(),
                      values,
                      "first window",
                      "last",
                      "each subject's own time"),
              "%s Dotted: no window at all.%s"
                  .formatted(
                      told,
                      run.data().peopleLeftOut() > 0
                          ? " %d more subjects are not drawn.".formatted(run.data().peopleLeftOut())
                          : "")));
    }
    return figures;
  }

  public Figure losses() {
    LossCurve curve = run.losses();
    double[] x = values(curve, p -> (double) p.window());
    LineChart chart =
        new LineChart(
                id + "-losses",
                "Prequential loss of " + run.name(),
                "Loss of windows before they were learned, beside its references, over windows in learning order.",
                "windows in learning order",
                "squared error, running SD²",
                true)
            .add(
                new Series("this model", "c0", x, values(curve, LossCurve.Point::mean), null, null))
            .add(
                new Series(
                    "running mean",
                    "c1",
                    x,
                    values(curve, LossCurve.Point::meanPredictor),
                    null,
                    null))
            .add(
                new Series(
                    "untrained network",
                    "c2",
                    x,
                    values(curve, LossCurve.Point::untrained),
                    null,
                    null))
            .add(
                new Series(
                    "other modalities predicted",
                    "c3",
                    x,
                    values(curve, LossCurve.Point::cross),
                    null,
                    null));
    String before = GraphRecord.NO_DRIFT;
    for (GraphHistory.Snapshot snapshot : run.graph().snapshots()) {
      // An alarm stays in the snapshots after it, so that only a change is a new one.
      if (snapshot.drift().startsWith("drift") && !snapshot.drift().equals(before)) {
        chart.mark(snapshot.windowsScored(), "drift");
      }
      before = snapshot.drift();
    }
    return figure(
        (suffix, width) -> chart.svg(suffix, width, HEIGHT),
        "Loss of each window before it was learned from, means of equal parts of the windows; the JSON has least and greatest of each part. A predictor of the running mean scores about 1. “Other modalities predicted”: each modality from the latents of the others alone. Red vertical lines: snapshots at which the drift watch had an alarm.");
  }

  /** By subject and modality. */
  public List<Figure> tracks() {
    Map<String, List<Track>> groups = new LinkedHashMap<>();
    for (Track track : run.latents().tracks()) {
      String modality = track.id().substring(0, track.id().lastIndexOf('.'));
      groups
          .computeIfAbsent(track.subject() + "\u0000" + modality, k -> new ArrayList<>())
          .add(track);
    }
    List<Figure> figures = new ArrayList<>();
    groups.forEach(
        (key, tracks) -> {
          String subject = key.substring(0, key.indexOf('\u0000'));
          String modality = key.substring(key.indexOf('\u0000') + 1);
          LineChart chart =
              new LineChart(
                  id + "-track" + figures.size(),
                  "Latents of " + modality + ", subject " + subject,
                  "Posterior means over time with two posterior standard deviations.",
                  "hours since the subject's first window",
                  modality,
                  false);
          for (int k = 0; k < tracks.size(); k++) {
            chart.add(series(tracks.get(k), k));
          }
          figures.add(
              figure(
                  (suffix, width) -> chart.svg(suffix, width, 210),
                  "Subject %s, %s: posterior means. Band: least and greatest of each part of the time, two posterior standard deviations wider on either side. A broken line: no data of this modality."
                      .formatted(subject, modality)));
        });
    return figures;
  }

  /** Parts that are missing break the line. */
  private static Series series(Track track, int number) {
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
            p.hour(), p.mean(), p.least() - 2 * p.uncertainty(), p.greatest() + 2 * p.uncertainty()
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

  public Figure graph() {
    List<GraphDrawing.Node> nodes =
        run.nodes().stream()
            .map(n -> new GraphDrawing.Node(n.id(), n.modality(), "z" + n.component()))
            .toList();
    List<GraphDrawing.Link> links =
        run.graph().edges().stream()
            .map(GraphHistory.Edge::edge)
            .filter(CausalEdge::selected)
            .map(
                e ->
                    new GraphDrawing.Link(
                        e.source(), e.target(), weight(e), Double.isFinite(e.directionSupport())))
            .toList();
    return figure(
        (suffix, width) ->
            GraphDrawing.svg(
                id + "-graph" + suffix,
                width,
                "Links between latents of " + run.name(),
                links.isEmpty()
                    ? "No link was selected."
                    : links.size() + " links; the table below lists them.",
                nodes,
                links),
        "Selected links of the last graph. Width: share of equally good replicas that have the link, or its probability where replicas were not compared. Dashed: the direction was not measured.");
  }

  private static double weight(CausalEdge edge) {
    return Double.isFinite(edge.stability())
        ? edge.stability()
        : Double.isFinite(edge.probability()) ? edge.probability() : 0;
  }

  /** Selected edges first, then the likeliest others. */
  public List<GraphHistory.Edge> edgesShown() {
    Comparator<GraphHistory.Edge> selectedFirst =
        Comparator.comparing(e -> e.edge().selected() ? 0 : 1);
    return run.graph().edges().stream()
        .sorted(
            selectedFirst.thenComparingDouble(
                e -> -Math.max(orNone(e.edge().probability()), orNone(e.edge().stability()))))
        .limit(EDGES_SHOWN)
        .toList();
  }

  private static double orNone(double value) {
    return Double.isFinite(value) ? value : -1;
  }

  public Figure confidence() {
    List<DotPlot.Row> rows =
        edgesShown().stream()
            .map(
                e ->
                    new DotPlot.Row(
                        name(e),
                        e.edge().selected(),
                        new double[] {
                          e.edge().probability(), e.edge().stability(), e.snapshotShare()
                        }))
            .toList();
    return figure(
        (suffix, width) ->
            DotPlot.svg(
                id + "-confidence" + suffix,
                width,
                "How sure the links are",
                "Probability, share of replicas and share of snapshots of each candidate link.",
                List.of("probability", "replicas", "snapshots"),
                rows,
                "share, 0 to 1"),
        "Candidate links, selected ones in bold: posterior probability of the last model, share of equally good replicas of its last solve that have the link, and share of the snapshots since the first solve that had it. High shares say that the learner repeats itself, not that it is right.");
  }

  public Figure course() {
    List<GraphHistory.Edge> edges = edgesShown();
    return figure(
        (suffix, width) ->
            HeatMap.svg(
                id + "-course" + suffix,
                width,
                "Links over time",
                "Probability of each candidate link in the snapshots of the run.",
                edges.stream().map(RunFigures::name).toList(),
                edges.stream().map(GraphHistory.Edge::course).toList(),
                "first snapshot",
                "last",
                run.graph().snapshots().size() + " snapshots"),
        "Probability of each candidate link, snapshot by snapshot. Within a modality gates have no probability: dark is selected.");
  }

  private static String name(GraphHistory.Edge edge) {
    return edge.edge().source() + " → " + edge.edge().target();
  }

  private static double[] values(LossCurve curve, ToDoubleFunction<LossCurve.Point> of) {
    return curve.points().stream().mapToDouble(of).toArray();
  }

  /** Draws for a suffix of ids and a width. */
  interface Drawing {
    String svg(String suffix, double width);
  }

  static Figure figure(Drawing drawing, String caption) {
    return new Figure(drawing.svg("-w", Figure.WIDE), drawing.svg("-n", Figure.NARROW), caption);
  }
}
