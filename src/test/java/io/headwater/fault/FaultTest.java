package io.headwater.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.config.HeadwaterConfig;
import io.headwater.job.PrometheusPort;
import io.headwater.job.Scrape;
import io.headwater.job.Scraper;
import io.headwater.job.SmallWard;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever fails, a run publishes and keeps what an undisturbed one does, bit for bit. */
@Timeout(300)
class FaultTest {
  private static final int WINDOWS = 40;
  private static final long OUTAGE_MILLIS = 2_000;

  @TempDir static Path folder;

  private static FaultBench bench;
  private static Feed steady;
  private static Outcome undisturbed;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    bench = new FaultBench(folder);
    steady = Feed.steady("steady", WINDOWS);
    undisturbed = bench.run(steady, Fault.NONE, 0);
  }

  @AfterAll
  static void stop() throws Exception {
    bench.close();
  }

  private static void assertSame(Outcome outcome, Outcome expected, Feed feed) {
    assertThat(outcome.lost(feed)).isZero();
    assertThat(outcome.twice()).isZero();
    assertThat(outcome).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void withoutFaultsEveryWindowIsPublishedOnceAndEveryChunkIsCounted() {
    assertThat(undisturbed.latents()).containsOnlyKeys(steady.expected());
    assertThat(undisturbed.twice()).isZero();
    assertThat(undisturbed.models()).isNotEmpty();
    assertThat(undisturbed.graphs()).isNotEmpty();
    assertThat(undisturbed.total("read")).isEqualTo(steady.sent());
    assertThat(undisturbed.late()).isNotEmpty();
    assertThat(undisturbed.rejected()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "TASK_FAILURES", "CLUSTER_LOST_AROUND_SOLVE", "CLUSTER_LOST_IN_EACH_PART"})
  void afterAFaultTheSameBitsArePublishedAndKept(Fault fault) throws Exception {
    assertSame(bench.run(steady, fault, OUTAGE_MILLIS), undisturbed, steady);
  }

  /** The same records at another time: event time alone decides. */
  @Test
  void aPartitionThatStallsHoldsWindowsBackAndChangesNothing() throws Exception {
    Feed stalled = Feed.stalled(steady.name(), WINDOWS);
    assertSame(bench.run(stalled, Fault.NONE, 0), undisturbed, steady);
  }

  @Test
  void afterTaskFailuresAtRandomPointsTheSameBitsArePublishedAndKept() throws Exception {
    assertSame(bench.runFailing(steady, 7, 6), undisturbed, steady);
  }

  /** Metrics are read, never written, by what learns. */
  @Test
  void aRunWhoseMetricsAreScrapedPublishesAndKeepsTheSameBits() throws Exception {
    int port = Scrape.freePort();
    HeadwaterConfig measured = SmallWard.config("runtime.metrics-port=" + port);
    try (FaultBench own =
            new FaultBench(folder.resolve("measured"), PrometheusPort.settings(measured));
        Scraper scraper = new Scraper(port, Duration.ofMillis(50))) {
      assertSame(own.run(steady, Fault.NONE, 0), undisturbed, steady);
      assertThat(scraper.greatest("flink_taskmanager_job_task_operator_headwater_steps"))
          .as("steps seen while it ran")
          .isPositive();
    }
  }

  /** The control: were outputs repeated, these tests would see it. */
  @Test
  void atLeastOnceTheSameFailureRepeatsWindowsAndIsSeen() throws Exception {
    Outcome repeated =
        bench.run(steady, Fault.FAILED_BEFORE_CHECKPOINT, 0, "kafka.delivery=at-least-once");
    assertThat(repeated.twice()).isPositive();
    assertThat(repeated.lost(steady)).isZero();
    assertThat(repeated).isNotEqualTo(undisturbed);
  }

  /** The control: were a window lost, or learned from other data, these tests would see it. */
  @Test
  void aWindowThatNobodySentIsSeenAsLostAndThoseAfterItHaveOtherBits() throws Exception {
    Outcome other = bench.run(Feed.gap(steady.name(), WINDOWS), Fault.NONE, 0);
    String missed = Feed.missed(WINDOWS);
    assertThat(other.lost(steady)).isEqualTo(1);
    assertThat(other.latents()).doesNotContainKey(missed);
    assertThat(other.twice()).isZero();
    assertThat(other).isNotEqualTo(undisturbed);
    assertThat(other.learner()).isNotEqualTo(undisturbed.learner());
    assertThat(other.models()).isNotEqualTo(undisturbed.models());
    String first = steady.expected().get(0);
    String last = steady.expected().get(steady.expected().size() - 1);
    assertThat(other.latents()).containsEntry(first, undisturbed.latents().get(first));
    assertThat(other.latents().get(last)).isNotEqualTo(undisturbed.latents().get(last));
  }
}
