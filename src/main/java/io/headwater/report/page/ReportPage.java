package io.headwater.report.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import io.headwater.report.Comparison;
import io.headwater.report.LossCurve;
import io.headwater.report.Report;
import io.headwater.report.RunReport;
import io.headwater.report.TruthScore;
import io.headwater.report.plot.LineChart;
import io.headwater.report.plot.Scatter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report as a page. */
public final class ReportPage {
  private static final String TEMPLATES = "io.headwater.report.page.template";

  /** What may become of a piece of input. */
  public static final List<String> KINDS = List.of("read", "used", "duplicate", "late", "rejected");

  private static final String UNKNOWN = "unknown";
  private static final double SCATTER = 230;

  private final Report report;

  public ReportPage(Report report) {
    this.report = report;
  }

  public void write(Path file) throws IOException {
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportPage.class.getClassLoader(), TEMPLATES);
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      engine.render("page.jte", this, new WriterOutput(writer));
    }
  }

  public Report report() {
    return report;
  }

  public String style() {
    try (InputStream css = ReportPage.class.getResourceAsStream("/report/style.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The style sheet is part of the program.", e);
    }
  }

  /** A number of {@code summary.json}, NaN where it has none. */
  public static double summaryNumber(RunReport run, String... path) {
    return Comparison.number(run.summary(), path);
  }

  /** A value of {@code summary.json} in words. */
  public String word(RunReport run, String key) {
    return String.valueOf(run.summary().getOrDefault(key, "not known"));
  }

  /**
   * Counts of input by modality, in the order of {@link #KINDS}; {@code unknown}, for input of no
   * modality, only where there was any.
   */
  public Map<String, List<Double>> chunks(RunReport run) {
    Map<String, List<Double>> table = new LinkedHashMap<>();
    if (run.summary().get("chunks") instanceof Map<?, ?> chunks) {
      for (Object modality : chunks.keySet()) {
        String name = String.valueOf(modality);
        List<Double> counts =
            KINDS.stream().map(k -> summaryNumber(run, "chunks", name, k)).toList();
        if (!name.equals(UNKNOWN) || counts.stream().anyMatch(count -> count > 0)) {
          table.put(name, counts);
        }
      }
    }
    return table;
  }

  public String title() {
    List<String> names = report.runs().stream().map(RunReport::name).toList();
    return "Replay report: " + String.join(", ", names);
  }

  public RunFigures figures(int run) {
    return new RunFigures(report.runs().get(run), "r" + run);
  }

  /** Whether each run scored all its windows with one model. */
  public boolean allFinal() {
    return report.runs().stream().allMatch(r -> r.latents().finalModel());
  }

  /** One small plot per true latent that has an estimate. */
  public List<String> scatters(int run, TruthScore truth) {
    List<String> plots = new ArrayList<>();
    for (TruthScore.Component c : truth.components()) {
      if (!c.points().isEmpty()) {
        plots.add(
            Scatter.svg(
                "r" + run + "-scatter" + plots.size(),
                SCATTER,
                c.truth() + " and " + c.estimate(),
                "Estimates against true values; absolute correlation %s."
                    .formatted(Wording.number(c.correlation())),
                c.points(),
                "true " + c.truth(),
                "estimated " + c.estimate()));
      }
    }
    return plots;
  }

  /** Prequential losses of all runs over each other. */
  public Figure losses() {
    LineChart chart =
        new LineChart(
            "losses",
            "Prequential loss of all runs",
            "Loss of windows before they were learned, run by run.",
            "windows in learning order",
            "squared error, running SD²",
            true);
    for (int r = 0; r < report.runs().size(); r++) {
      LossCurve curve = report.runs().get(r).losses();
      chart.add(
          new LineChart.Series(
              report.runs().get(r).name(),
              "c" + r % 7,
              curve.points().stream().mapToDouble(LossCurve.Point::window).toArray(),
              curve.points().stream().mapToDouble(LossCurve.Point::mean).toArray()));
    }
    return Figure.of(
        (suffix, width) -> chart.svg(suffix, width, 270),
        "Losses before learning, means of equal parts of each run's windows. Only runs over the same windows compare.");
  }
}
