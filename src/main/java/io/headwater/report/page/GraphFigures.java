package io.headwater.report.page;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.report.GraphHistory;
import io.headwater.report.RunReport;
import io.headwater.report.plot.DotPlot;
import io.headwater.report.plot.GraphDrawing;
import io.headwater.report.plot.HeatMap;
import java.util.Comparator;
import java.util.List;

/** The links of one run: the last graph, how sure it is, how it came about. */
public final class GraphFigures {
  /** Beyond these a chart of edges cannot be read; the JSON has them all. */
  private static final int EDGES_SHOWN = 24;

  private final RunReport run;
  private final String id;

  GraphFigures(RunReport run, String id) {
    this.run = run;
    this.id = id;
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
            .map(e -> new GraphDrawing.Link(e.source(), e.target(), weight(e), e.hasDirection()))
            .toList();
    List<List<String>> shared = CausalGraph.shared(run.nodes());
    return Figure.of(
        (suffix, width) ->
            GraphDrawing.svg(
                id + "-graph" + suffix,
                width,
                "Links between latents of " + run.name(),
                links.isEmpty()
                    ? "No link was selected."
                    : links.size() + " links; the table below lists them.",
                nodes,
                links,
                shared),
        told(shared)
            + "Selected links of the last graph. Width: share of repeats of the solve that have the link (equally good replicas; of coupled latents halves, of mixtures resamples of the windows), or its probability where there were none. Dashed and without a head: the direction was not told apart.");
  }

  /** Names of one latent, which a picture of nodes would tell apart. */
  private static String told(List<List<String>> shared) {
    return shared.isEmpty()
        ? ""
        : "Dotted lines join the names of one latent, of which the first carries the links: %s. "
            .formatted(String.join("; ", shared.stream().map(s -> String.join(" = ", s)).toList()));
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
    return Figure.of(
        (suffix, width) ->
            DotPlot.svg(
                id + "-confidence" + suffix,
                width,
                "How sure the links are",
                "Probability, share of repeats and share of snapshots of each candidate link.",
                List.of("probability", "repeats", "snapshots"),
                rows,
                "share, 0 to 1"),
        "Candidate links, selected ones in bold: posterior probability of the last model, share of repeats of its last solve that have the link, and share of the snapshots since the first solve that had it. High shares say that the learner repeats itself, not that it is right.");
  }

  public Figure course() {
    List<GraphHistory.Edge> edges = edgesShown();
    return Figure.of(
        (suffix, width) ->
            HeatMap.svg(
                id + "-course" + suffix,
                width,
                "Links over time",
                "Probability of each candidate link in the snapshots of the run.",
                edges.stream().map(GraphFigures::name).toList(),
                edges.stream().map(GraphHistory.Edge::course).toList(),
                "first snapshot",
                "last",
                run.graph().snapshots().size() + " snapshots"),
        "Probability of each candidate link, snapshot by snapshot. Within a modality gates have no probability: dark is selected. Dotted: no candidate at that time.");
  }

  private static String name(GraphHistory.Edge edge) {
    CausalEdge link = edge.edge();
    return link.source() + (link.hasDirection() ? " → " : " – ") + link.target();
  }
}
