package io.headwater.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.graph.CausalEdge;
import io.headwater.wire.GraphSnapshotCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept stays bounded, and the newest of it whole. */
class HistoriesTest {

  @Test
  void aLongPastOfGraphsIsThinnedOutAndTheNewestStayComplete() {
    GraphHistory graphs = new GraphHistory();
    int written = 3 * GraphHistory.MOST_SNAPSHOTS;
    GraphSnapshotCodec codec = new GraphSnapshotCodec();
    for (int i = 0; i < written; i++) {
      String drift = i == 100 ? "drift since noon" : "none";
      graphs.add(codec.encode(Ward.graph(i, drift, "heart", Ward.edge("sleep.z0", "heart.z0", 1))));
    }
    List<GraphHistory.Summary> held = graphs.summaries();
    assertThat(held).hasSizeLessThanOrEqualTo(GraphHistory.MOST_SNAPSHOTS);
    assertThat(held.get(0).id()).isZero();
    assertThat(held.get(held.size() - 1).id()).isEqualTo(written - 1);
    for (int i = 1; i < GraphHistory.COMPLETE; i++) {
      assertThat(held.get(held.size() - i).id()).isEqualTo(written - i);
    }
    assertThat(held).anyMatch(s -> s.newDrift() && s.drift().equals("drift since noon"));
    assertThat(graphs.step(written - 1).orElseThrow().before()).isPresent();
    assertThat(graphs.step(1L << 40)).isEmpty();
  }

  @Test
  void aSnapshotThatComesTwiceIsOne() {
    GraphHistory graphs = new GraphHistory();
    byte[] record = new GraphSnapshotCodec().encode(Ward.graph(1, "none", "heart"));
    graphs.add(record);
    graphs.add(record);
    assertThat(graphs.summaries()).hasSize(1);
  }

  @Test
  void whatChangedIsWhatCameWentAndMoved() {
    CausalEdge kept = Ward.edge("sleep.z0", "heart.z0", 0.7);
    CausalEdge moved = Ward.edge("sleep.z0", "heart.z0", 0.9);
    CausalEdge gone = Ward.edge("sleep.z1", "heart.z0", 0.7);
    CausalEdge come = Ward.edge("sleep.z1", "heart.z1", 0.7);
    GraphChange change =
        GraphChange.between(
            Ward.graph(1, "none", "heart", kept, gone).graph(),
            Ward.graph(2, "none", "heart", moved, come).graph());
    assertThat(change.appeared()).containsExactly(come);
    assertThat(change.vanished()).containsExactly(gone);
    assertThat(change.moved()).containsExactly(new GraphChange.Moved(moved, 0.7));
  }

  @Test
  void everybodyHasAShareOfTheLatentsAndTheWatchedHaveMore() {
    WatchedSubjects watched = new WatchedSubjects();
    LatentHistory latents = new LatentHistory(watched);
    watched.choose("s7");
    int people = 3000; // a share of 200 windows
    for (int minute = 0; minute < 260; minute++) {
      for (int s = 0; s < people; s++) {
        latents.add(Ward.latent("s" + s, minute));
      }
    }
    assertThat(latents.rows()).isLessThanOrEqualTo(LatentHistory.MOST_ROWS + 100);
    assertThat(latents.windows("s7")).hasSize(260);
    assertThat(latents.windows("s8")).hasSize(200);
    assertThat(latents.windows("s8").get(199).time()).isEqualTo(Ward.START + 260 * Ward.MINUTE);
    assertThat(latents.add(Ward.latent("s8", 259))).as("known already").isFalse();
    assertThat(latents.subjects("S299", 5))
        .containsExactly("s299", "s2990", "s2991", "s2992", "s2993");
  }

  @Test
  void curvesKeepMeanLeastAndGreatestOfTheirBuckets() {
    SensorCurves curves = new SensorCurves(15_000_000, new WatchedSubjects());
    curves.add(Ward.chunk("s", "heart", List.of("rate"), 0));
    SensorCurves.Held held = curves.of("s", "heart");
    assertThat(held.buckets()).hasSize(4);
    float[] first = held.buckets().get(0).row();
    double sum = 0;
    for (int i = 0; i < 15; i++) {
      sum += (float) Math.sin(i / 10.0);
    }
    assertThat(SensorCurves.Held.mean(first, 0)).isCloseTo((float) (sum / 15), within());
    assertThat(SensorCurves.Held.least(first, 0)).isZero();
    assertThat(SensorCurves.Held.greatest(first, 0)).isCloseTo((float) Math.sin(1.4), within());
    for (int minute = 1; minute < 900; minute++) {
      curves.add(Ward.chunk("s", "heart", List.of("rate"), minute));
    }
    assertThat(curves.of("s", "heart").buckets()).hasSize(SensorCurves.MOST_BUCKETS);
  }

  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.data.Offset.offset(1e-5f);
  }

  @Test
  void aWeekOfLossesComesInAsManyPointsAsAScreenHas() {
    LossHistory losses = new LossHistory();
    for (int minute = 0; minute < 10_080; minute++) {
      losses.add(Ward.latent("s", minute));
    }
    List<LossHistory.Point> points = losses.points(600);
    assertThat(points).hasSizeBetween(300, 600);
    assertThat(points.stream().mapToInt(LossHistory.Point::windows).sum()).isEqualTo(10_080);
  }
}
