package io.headwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.LatentNode;
import io.headwater.report.GraphHistory.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Snapshots beyond those that a chart can show. */
class GraphHistoryTest {
  private static final List<LatentNode> NODES =
      List.of(LatentNode.of("a", 0), LatentNode.of("b", 0));

  /** Its one edge is there in two snapshots and gone in the next two, and so on. */
  private static GraphHistory history(int snapshots) {
    GraphHistory.Builder builder = new GraphHistory.Builder();
    for (int s = 1; s <= snapshots; s++) {
      boolean selected = s % 4 < 2;
      builder.add(
          RunFolder.graph(
              s,
              NODES,
              List.of(
                  new CausalEdge("a.z0", "b.z0", 1, selected ? .9 : .1, 1, Double.NaN, selected))));
    }
    return builder.result();
  }

  @Test
  void fewSnapshotsAreAllShown() {
    for (int n : List.of(1, 2, GraphHistory.MOST - 1)) {
      GraphHistory history = history(n);
      assertThat(history.snapshots()).hasSize(n);
      assertThat(history.snapshotsInAll()).isEqualTo(n);
    }
  }

  @Test
  void ofManyTheShownAreEvenlyChosenAndTheLastIsAlwaysThere() {
    for (int n = GraphHistory.MOST; n <= 700; n++) {
      List<Snapshot> shown = history(n).snapshots();
      assertThat(shown.size()).as("of %d", n).isBetween(GraphHistory.MOST / 2, GraphHistory.MOST);
      assertThat(shown.get(shown.size() - 1).windowsScored()).isEqualTo(n);
      long step = shown.get(1).windowsScored() - shown.get(0).windowsScored();
      for (int i = 1; i < shown.size() - 1; i++) {
        assertThat(shown.get(i).windowsScored() - shown.get(i - 1).windowsScored())
            .as("%d of %d", i, n)
            .isEqualTo(step);
      }
      assertThat(shown.get(shown.size() - 1).windowsScored())
          .isBetween(
              shown.get(shown.size() - 2).windowsScored() + 1,
              shown.get(shown.size() - 2).windowsScored() + step);
    }
  }

  @Test
  void whatChangedInSnapshotsThatAreNotShownIsCountedWithTheNextShown() {
    for (int n : List.of(79, 80, 81, 159, 160, 161, 500)) {
      int changes = 0;
      boolean before = false;
      for (int s = 1; s <= n; s++) {
        changes += (s % 4 < 2) == before ? 0 : 1;
        before = s % 4 < 2;
      }
      assertThat(history(n).snapshots().stream().mapToInt(Snapshot::changed).sum())
          .as("of %d", n)
          .isEqualTo(changes);
    }
  }

  @Test
  void theShareOfSnapshotsWithALinkCountsThoseNotShown() {
    GraphHistory.Edge edge = history(400).edges().get(0);
    assertThat(edge.snapshotShare()).isEqualTo(.5);
    assertThat(edge.course()).hasSameSizeAs(history(400).snapshots().toArray());
  }
}
