package io.headwater.cli;

import io.headwater.config.HeadwaterConfig;
import io.headwater.config.OutputTopics;
import io.headwater.evaluate.GraphComparison;
import io.headwater.evaluate.GraphComparison.Edge;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.ConditionFinding;
import io.headwater.job.LearnProgress;
import io.headwater.job.ReplaySummary;
import io.headwater.learn.GraphRecord;
import io.headwater.learn.LatentRecord;
import io.headwater.local.CommittedOutputs;
import io.headwater.local.TruthComparison;
import io.headwater.simulate.Ward;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the demo tells at its end. */
final class WardReport {
  private final PrintWriter out;
  private final HeadwaterConfig config;
  private final Path folder;

  WardReport(PrintWriter out, HeadwaterConfig config, Path folder) {
    this.out = out;
    this.config = config;
    this.folder = folder;
  }

  static String opening(Ward night) {
    return "A simulated ward: %d sleepers, %d minutes, three sensors each, hidden causes known to us and not to the learner."
        .formatted(night.settings().sleepers(), night.settings().night().toMinutes());
  }

  void print(LearnProgress end, CommittedOutputs outputs, Ward night, boolean stillUp) {
    SummaryTable.chunks(ReplaySummary.byModality(end.chunks()), out);
    out.printf(
        "%n%,d windows scored before they were learned; loss %.3f at the end (running mean per channel: about 1).%n",
        end.windows(), end.loss());
    Optional<GraphRecord> graph = outputs.lastGraph();
    List<LatentRecord> latents = outputs.latents();
    if (graph.isEmpty() || latents.isEmpty()) {
      out.println("No graph has been committed yet: too few windows, or no checkpoint so far.");
    } else {
      graph(graph.get(), latents, night);
      findings(graph.get());
    }
    whatNext(stillUp, latents.size());
    out.flush();
  }

  private void graph(GraphRecord graph, List<LatentRecord> latents, Ward night) {
    if (night == null) {
      out.printf("%nLearned cross-modal graph (gain in nats, share of restarts that agree):%n");
      graph.graph().selectedEdges().forEach(e -> out.println("  " + line(e)));
      return;
    }
    TruthComparison truth = TruthComparison.of(latents, graph.graph(), night.truth());
    GraphComparison g = truth.graph();
    out.printf("%nLearned cross-modal graph beside the true one (components matched):%n");
    g.found().forEach(e -> row(e, "true", "learned"));
    g.reversed().forEach(e -> row(e, "true", "learned, the other way round"));
    g.missing().forEach(e -> row(e, "true", "-"));
    g.extra().forEach(e -> row(e, "-", "learned"));
    out.printf(
        "  %d of %d true links found, %d of them with the direction reversed; %d extra.%n",
        g.found().size() + g.reversed().size(),
        g.found().size() + g.reversed().size() + g.missing().size(),
        g.reversed().size(),
        g.extra().size());
    out.printf(
        "Components: mean rank correlation with the true causes %.2f; chance (axes rotated at random) %.2f.%n",
        truth.score(), truth.chance());
  }

  private void row(Edge edge, String truth, String learned) {
    out.printf("  %-18s -> %-18s  %-5s  %s%n", edge.source(), edge.target(), truth, learned);
  }

  private static String line(CausalEdge e) {
    return "%-18s -> %-18s  %.2f  %.0f %%"
        .formatted(e.source(), e.target(), e.score(), 100 * e.stability());
  }

  private void findings(GraphRecord graph) {
    out.printf("%nWhat the data support (never more than this is claimed):%n");
    for (ConditionFinding f : graph.report().findings()) {
      out.printf("  %-16s %-14s %s%n", f.status(), f.scope(), f.condition());
    }
    graph.report().assumptions().forEach(a -> out.println("  assumed: " + a));
  }

  private void whatNext(boolean stillUp, int committed) {
    OutputTopics topics = config.kafka().topics();
    String broker = config.kafka().bootstrap();
    out.printf(
        "%nTopics: %s (%,d committed), %s, %s, %s, %s%n",
        topics.latents(),
        committed,
        topics.graphs(),
        topics.models(),
        topics.late(),
        topics.rejected());
    out.printf("Models and checkpoints: %s%n%n", folder);
    out.println("Next:");
    if (stillUp) {
      out.printf("  broker %s stays up until Ctrl-C; in another terminal:%n", broker);
      out.printf(
          "  java -jar target/headwater.jar learn --example ward > ward.yaml%n"
              + "  java -jar target/headwater.jar tail %s --config ward.yaml --set kafka.bootstrap=%s --from-beginning --max 3%n",
          topics.latents(), broker);
    } else {
      out.println("  the same, left up to look around:   mvn -Pdemo -Ddemo.args=--keep-running");
      out.println("  your own recordings:                mvn -Pdemo -Dinput=DIR");
      out.println(
          "  a configuration to begin with:      java -jar target/headwater.jar learn --example ward");
    }
  }
}
