package io.headwater.report.page;

import io.headwater.learn.GraphRecord;
import io.headwater.report.DataSummary.PersonLine;
import io.headwater.report.GraphHistory;
import io.headwater.report.LossCurve;
import io.headwater.report.RunReport;
import io.headwater.report.plot.HeatMap;
import io.headwater.report.plot.LineChart;
import io.headwater.report.plot.LineChart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What was measured in one run, and its losses. */
public final class RunFigures {
  private static final double HEIGHT = 270;

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
          Figure.of(
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
            .add(new Series("this model", "c0", x, values(curve, LossCurve.Point::mean)))
            .add(new Series("running mean", "c1", x, values(curve, LossCurve.Point::meanPredictor)))
            .add(
                new Series("untrained network", "c2", x, values(curve, LossCurve.Point::untrained)))
            .add(
                new Series(
                    "other modalities predicted", "c3", x, values(curve, LossCurve.Point::cross)));
    String before = GraphRecord.NO_DRIFT;
    for (GraphHistory.Snapshot snapshot : run.graph().snapshots()) {
      // An alarm stays in the snapshots after it, so that only a change is a new one.
      if (snapshot.drift().startsWith("drift") && !snapshot.drift().equals(before)) {
        chart.mark(snapshot.windowsScored(), "drift");
      }
      before = snapshot.drift();
    }
    return Figure.of(
        (suffix, width) -> chart.svg(suffix, width, HEIGHT),
        "Loss of each window before it was learned from, means of equal parts of the windows; the JSON has least and greatest of each part. A predictor of the running mean scores about 1. “Other modalities predicted”: each modality from the latents of the others alone. Red vertical lines: snapshots at which the drift watch had an alarm.");
  }

  public List<Figure> tracks() {
    return TrackFigures.of(id, run);
  }

  public GraphFigures links() {
    return new GraphFigures(run, id);
  }

  private static double[] values(LossCurve curve, ToDoubleFunction<LossCurve.Point> of) {
    return curve.points().stream().mapToDouble(of).toArray();
  }
}
