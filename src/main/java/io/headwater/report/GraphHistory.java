package io.headwater.report;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.LatentNode;
import io.headwater.learn.GraphRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The last graph and the snapshots on the way.
 *
 * @param nodes latents of the last graph
 * @param edges its candidate edges with how often the snapshots had them
 * @param snapshots on the way: all, or from half of {@value #MOST} up to that many, evenly chosen;
 *     the last always
 * @param snapshotsInAll how many there were
 */
public record GraphHistory(
    List<LatentNode> nodes, List<Edge> edges, List<Snapshot> snapshots, long snapshotsInAll) {
  /** As many as a chart of this width can show. */
  static final int MOST = 80;

  /**
   * A candidate edge.
   *
   * @param edge as the last graph has it: probability, share of repeats ({@code stability}), gain
   * @param snapshotShare share of all snapshots since the first solve in which it was selected; NaN
   *     before a solve
   * @param course probability in each shown snapshot, 1 and 0 for selected or not where there is
   *     none
   */
  public record Edge(CausalEdge edge, double snapshotShare, double[] course) {}

  /**
   * @param windowsScored windows that had been scored by then
   * @param selected number of edges
   * @param changed edges that came or went since the snapshot shown before
   * @param drift what the drift watch saw, in words
   */
  public record Snapshot(
      long modelVersion,
      String asOf,
      long windowsScored,
      int selected,
      int changed,
      String drift) {}

  /** Takes snapshots one by one. */
  static final class Builder {
    private final List<Kept> kept = new ArrayList<>();
    private final Map<String, Long> selections = new LinkedHashMap<>();
    private Set<String> before = Set.of();
    private GraphRecord last;
    private boolean lastKept;
    private int changedSince;
    private long solved;
    private long all;
    private long stride = 1;

    /** A snapshot with the edges that came or went since the one kept before it. */
    private record Kept(GraphRecord record, int changed) {}

    void add(GraphRecord record) {
      Set<String> now = new TreeSet<>();
      for (CausalEdge edge : record.graph().selectedEdges()) {
        now.add(key(edge));
        selections.merge(key(edge), 1L, Long::sum);
      }
      boolean measured =
          record.graph().edges().stream().anyMatch(e -> Double.isFinite(e.stability()));
      solved += measured ? 1 : 0;
      Set<String> union = new TreeSet<>(before);
      union.addAll(now);
      Set<String> both = new TreeSet<>(before);
      both.retainAll(now);
      changedSince += union.size() - both.size();
      before = now;
      last = record;
      lastKept = false;
      if (all++ % stride == 0) {
        keep();
        if (kept.size() == MOST) {
          thin();
        }
      }
    }

    private void keep() {
      kept.add(new Kept(last, changedSince));
      lastKept = true;
      changedSince = 0;
    }

    /** Every second one goes, the last among them; changes are carried over to the next. */
    private void thin() {
      List<Kept> all = List.copyOf(kept);
      kept.clear();
      int carried = 0;
      for (int i = 0; i < all.size(); i++) {
        carried += all.get(i).changed();
        if (i % 2 == 0) {
          kept.add(new Kept(all.get(i).record(), carried));
          carried = 0;
        }
      }
      changedSince = carried;
      lastKept = false;
      stride *= 2;
    }

    GraphRecord last() {
      return last;
    }

    GraphHistory result() {
      if (!lastKept) {
        keep();
      }
      List<Snapshot> snapshots = new ArrayList<>();
      List<Map<String, CausalEdge>> edges = new ArrayList<>();
      for (Kept one : kept) {
        GraphRecord r = one.record();
        snapshots.add(
            new Snapshot(
                r.modelVersion(),
                WindowTally.time(r.asOfMicros()),
                r.windows(),
                r.graph().selectedEdges().size(),
                one.changed(),
                r.driftState()));
        Map<String, CausalEdge> byKey = new LinkedHashMap<>();
        r.graph().edges().forEach(e -> byKey.put(key(e), e));
        edges.add(byKey);
      }
      List<Edge> told =
          last.graph().edges().stream()
              .map(
                  e ->
                      new Edge(
                          e,
                          solved == 0
                              ? Double.NaN
                              : selections.getOrDefault(key(e), 0L) / (double) solved,
                          edges.stream().mapToDouble(s -> course(s.get(key(e)))).toArray()))
              .toList();
      return new GraphHistory(last.graph().nodes(), told, snapshots, all);
    }

    private static double course(CausalEdge edge) {
      if (edge == null) {
        return Double.NaN;
      }
      return Double.isFinite(edge.probability()) ? edge.probability() : edge.selected() ? 1 : 0;
    }

    private static String key(CausalEdge edge) {
      return edge.source() + "\u0000" + edge.target();
    }
  }
}
