package io.headwater.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sensors that fall silent, come back or lie about the time spoil their own column alone, and the
 * loss of a task manager meanwhile changes no bit.
 */
@Timeout(300)
class SensorFaultTest {
  private static final int WINDOWS = 20;

  @TempDir static Path folder;

  private static FaultBench bench;

  @BeforeAll
  static void start() throws Exception {
    bench = new FaultBench(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    bench.close();
  }

  private static Outcome undisturbedAndDisturbed(Feed feed) throws Exception {
    Outcome undisturbed = bench.run(feed, Fault.NONE, 0);
    Outcome disturbed = bench.run(feed, Fault.TASK_MANAGER_LOST, 0);
    assertThat(undisturbed.lost(feed)).isZero();
    assertThat(undisturbed.twice()).isZero();
    assertThat(undisturbed.total("read")).isEqualTo(feed.sent());
    assertThat(disturbed).usingRecursiveComparison().isEqualTo(undisturbed);
    return undisturbed;
  }

  @Test
  void aModalityThatNeverSpeaksIsAbsentAndHoldsNothingBack() throws Exception {
    Feed feed = Feed.silent("silent", WINDOWS);
    Outcome outcome = undisturbedAndDisturbed(feed);
    assertThat(windows(outcome, feed, "belt")).containsOnly(false);
    assertThat(windows(outcome, feed, "wrist")).contains(true);
  }

  @Test
  void aModalityThatStopsIsAbsentFromThenOn() throws Exception {
    Feed feed = Feed.stopping("stopping", WINDOWS);
    List<Boolean> belt = windows(undisturbedAndDisturbed(feed), feed, "belt");
    int half = belt.size() / 2;
    assertThat(belt.subList(half, belt.size())).doesNotContain(true);
    assertThat(belt.subList(0, half)).contains(true);
  }

  @Test
  void aModalityThatReturnsFindsItsWindowsClosedAndItsChunksInTheLateTopic() throws Exception {
    Feed feed = Feed.returning("returning", WINDOWS);
    Outcome outcome = undisturbedAndDisturbed(feed);
    Predicate<String> belt = id -> id.startsWith("returning.belt");
    assertThat(outcome.late().keySet()).anyMatch(belt);
    assertThat(outcome.counts().get("belt.late")).isGreaterThan(WINDOWS);
  }

  @Test
  void aClockThatJumpsAheadMakesItsOwnPartitionLateAndLosesNoWindow() throws Exception {
    Feed feed = Feed.clockJump("jumping", WINDOWS);
    Outcome outcome = undisturbedAndDisturbed(feed);
    assertThat(outcome.latents()).containsOnlyKeys(feed.expected());
    assertThat(outcome.counts().get("wrist.late"))
        .isGreaterThan(outcome.counts().getOrDefault("belt.late", 0L) + WINDOWS);
    assertThat(windows(outcome, feed, "belt")).contains(true);
  }

  /** Whether a modality is in each window of the feed, in its order. */
  private static List<Boolean> windows(Outcome outcome, Feed feed, String modality) {
    var present = outcome.present(modality);
    return feed.expected().stream().map(present::get).toList();
  }
}
