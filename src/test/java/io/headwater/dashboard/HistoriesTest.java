package io.headwater.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.graph.CausalEdge;
import io.headwater.sensor.RejectedRecord;
import io.headwater.wire.GraphSnapshotCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept stays bounded, and the newest of it whole. */
class HistoriesTest {

  @Test
  void aLongPastOfGraphsIsThinnedOutAndTheNewestStayComplete() {
    SnapshotHistory graphs = new SnapshotHistory();
    int written = 3 * SnapshotHistory.MOST_SNAPSHOTS;
    GraphSnapshotCodec codec = new GraphSnapshotCodec();
    for (int i = 0; i < written; i++) {
      String drift = i == 100 ? "drift since noon" : "none";
      graphs.add(codec.encode(Ward.graph(i, drift, "heart", Ward.edge("sleep.z0", "heart.z0", 1))));
    }
    List<SnapshotHistory.Summary> held = graphs.summaries();
    assertThat(held).hasSizeLessThanOrEqualTo(SnapshotHistory.MOST_SNAPSHOTS);
    assertThat(held.get(0).id()).isZero();
    assertThat(held.get(held.size() - 1).id()).isEqualTo(written - 1);
    for (int i = 1; i < SnapshotHistory.COMPLETE; i++) {
      assertThat(held.get(held.size() - i).id()).isEqualTo(written - i);
    }
    assertThat(held).anyMatch(s -> s.newDrift() && s.drift().equals("drift since noon"));
    assertThat(graphs.step(written - 1).orElseThrow().before()).isPresent();
    assertThat(graphs.step(1L << 40)).isEmpty();
  }

  @Test
  void aSnapshotThatComesTwiceIsOne() {
    SnapshotHistory graphs = new SnapshotHistory();
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
    LatentHistory latents = new LatentHistory(watched, LatentHistory.MOST_ROWS);
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
    LatentHistory scores = new LatentHistory(watched, LatentHistory.MOST_SCORES);
    assertThat(new People(latents, scores).named("S299", 5))
        .containsExactly("s299", "s2990", "s2991", "s2992", "s2993");
  }

  @Test
  void whoFallsSilentGivesBackWhatIsBeyondTheShareOfMorePeople() {
    LatentHistory latents = new LatentHistory(new WatchedSubjects(), 20_000);
    for (int minute = 0; minute < LatentHistory.MOST_WINDOWS; minute++) {
      for (int s = 0; s < 20; s++) {
        latents.add(Ward.latent("early" + s, minute));
      }
    }
    assertThat(latents.windows("early0")).hasSize(LatentHistory.MOST_WINDOWS);
    for (int minute = 0; minute < 150; minute++) {
      for (int s = 0; s < 180; s++) { // a share of 100 for each of 200
        latents.add(Ward.latent("late" + s, minute));
        assertThat(latents.rows()).isLessThanOrEqualTo(20_000 + LatentHistory.EXTRA);
      }
    }
    assertThat(latents.people()).isEqualTo(200);
    for (int s = 0; s < 20; s++) {
      assertThat(latents.windows("early" + s)).hasSizeGreaterThanOrEqualTo(100);
    }
    assertThat(latents.windows("late0")).hasSize(100);
  }

  @Test
  void curvesOfTheSilentGiveBackTooAndNobodyGoes() {
    SensorCurves curves = new SensorCurves(1_000_000, new WatchedSubjects());
    List<String> eight = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    int early = SensorCurves.MOST_CELLS / (8 * SensorCurves.MOST_BUCKETS);
    for (int s = 0; s < early; s++) { // all that there is room for
      for (int minute = 0; minute < SensorCurves.MOST_BUCKETS / 60; minute++) {
        curves.add(Ward.chunk("early" + s, "sleep", eight, minute));
      }
    }
    assertThat(curves.of("early0", "sleep").buckets()).hasSize(SensorCurves.MOST_BUCKETS);
    for (int s = 0; s < early; s++) {
      for (int minute = 0; minute < SensorCurves.MOST_BUCKETS / 60; minute++) {
        curves.add(Ward.chunk("late" + s, "sleep", eight, minute));
        assertThat(curves.cells())
            .isLessThanOrEqualTo(SensorCurves.MOST_CELLS + SensorCurves.EXTRA);
      }
    }
    int share = SensorCurves.MOST_CELLS / (2 * early * 8);
    for (int s = 0; s < early; s++) {
      assertThat(curves.of("early" + s, "sleep").buckets()).hasSizeGreaterThanOrEqualTo(share);
    }
    assertThat(curves.of("late0", "sleep").buckets()).hasSizeGreaterThanOrEqualTo(share);
  }

  @Test
  void whoStandsBesideWhomGoesRoundEverybody() {
    WatchedSubjects watched = new WatchedSubjects();
    LatentHistory latents = new LatentHistory(watched, LatentHistory.MOST_ROWS);
    LatentHistory scores = new LatentHistory(watched, LatentHistory.MOST_SCORES);
    People people = new People(latents, scores);
    assertThat(people.beside("", true)).isEmpty();
    for (int s = 0; s < 60; s++) { // more than a list of suggestions
      (s == 7 ? scores : latents).add(Ward.latent("s%02d".formatted(s), 0));
    }
    String at = "";
    for (int s = 0; s < 60; s++) {
      at = people.beside(at, true).orElseThrow();
      assertThat(at).isEqualTo("s%02d".formatted(s));
    }
    assertThat(people.beside(at, true)).contains("s00");
    assertThat(people.beside("s00", false)).contains("s59");
    assertThat(people.beside("s08", false)).contains("s07");
  }

  @Test
  void unusedInputIsCountedByModalityAndTheRestElsewhere() {
    UnusedChunks unused = new UnusedChunks(Ward.config("127.0.0.1:1"));
    unused.late(Ward.chunk("s", "heart", List.of("rate"), 0));
    unused.late(Ward.chunk("s", "nobody-knows", List.of("rate"), 0));
    unused.rejected(new RejectedRecord("sensor.heart-3", 5, "It is cut off.", new byte[1]));
    unused.rejected(new RejectedRecord("sensor.heart-3", 6, "x".repeat(1000), new byte[1]));
    unused.rejected(new RejectedRecord("night.csv", 6, "It has no time.", new byte[1]));
    List<UnusedChunks.Line> lines = unused.lines();
    assertThat(lines)
        .extracting(UnusedChunks.Line::modality)
        .containsExactly("sleep", "heart", "elsewhere");
    assertThat(lines).extracting(UnusedChunks.Line::late).containsExactly(0L, 1L, 1L);
    assertThat(lines).extracting(UnusedChunks.Line::rejected).containsExactly(0L, 2L, 1L);
    assertThat(lines.get(0).reason()).isNull();
    assertThat(lines.get(1).reason()).startsWith("xxx").hasSizeLessThan(500);
    assertThat(lines.get(2).reason()).isEqualTo("It has no time.");
    assertThat(unused.total()).isEqualTo(5);
  }

  @Test
  void twoReadersAreAsFarAsTheSlowerOneAndDownSinceTheFirstThatIs() {
    BrokerState up = new BrokerState(true, 100, true);
    BrokerState down = new BrokerState(false, 200, true);
    BrokerState longDown = new BrokerState(false, 150, false);
    assertThat(up.and(down)).isEqualTo(down);
    assertThat(down.and(up)).isEqualTo(down);
    assertThat(down.and(longDown)).isEqualTo(longDown);
    assertThat(up.and(new BrokerState(true, 120, false)))
        .isEqualTo(new BrokerState(true, 120, false));
    assertThat(up.silent().sinceMillis()).isGreaterThan(200);
    assertThat(down.answered(false).caughtUp()).as("it was once").isTrue();
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
