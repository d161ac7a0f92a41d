package io.headwater.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.WindowEstimate;
import io.headwater.job.SmallWard;
import io.headwater.job.WardKind;
import io.headwater.learn.GraphRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The job of each kind of estimator over a stream with a modality that is missing for a while, with
 * bad records and with batches of hardly any and of impossible values: killed before and after its
 * first solve it publishes and keeps the bits of a job that was not.
 */
@Timeout(300)
class EveryKindFaultTest {
  private static final Feed FEED = Feed.troubled("kinds", WardKind.WINDOWS, 12, 108);

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

  @ParameterizedTest
  @EnumSource(names = {"COUPLED", "MIXTURE", "SHARED", "SUN_AS_PUBLISHED"})
  void aKilledJobGoesOnBitForBitThroughAMissingModalityAndBadBatches(WardKind kind)
      throws Exception {
    Outcome undisturbed = bench.run(FEED, Fault.NONE, 0, kind.settings());
    assertThat(undisturbed.latents()).containsOnlyKeys(FEED.expected());
    assertThat(undisturbed.twice()).isZero();
    assertThat(undisturbed.rejected()).isNotEmpty();
    assertThat(undisturbed.present("belt"))
        .containsEntry(FEED.expected().get(15), true)
        .containsEntry(Feed.withoutBelt().get(0), false);
    assertThat(Feed.withoutBelt()).noneMatch(undisturbed.present("belt")::get);
    assertThat(undisturbed.estimates()).allSatisfy(EveryKindFaultTest::assertNumbers);
    assertSolved(undisturbed);
    Outcome killed = bench.run(FEED, Fault.CLUSTER_LOST_AROUND_SOLVE, 0, kind.settings());
    assertThat(killed).usingRecursiveComparison().isEqualTo(undisturbed);
  }

  private static void assertNumbers(WindowEstimate estimate) {
    for (ModalityEstimate modality : estimate.modalities()) {
      for (float[] values :
          List.of(
              modality.mean(),
              modality.deviation(),
              modality.exogenousMean(),
              modality.exogenousDeviation())) {
        for (float value : values) {
          assertThat(value).as(modality.modality()).isFinite();
        }
      }
    }
  }

  /** The graph is another after the first solve; a baseline has taken its steps. */
  private static void assertSolved(Outcome outcome) {
    List<GraphRecord> graphs = outcome.graphRecords();
    int at = 0;
    while (graphs.get(at).windows() < WardKind.FIRST_SOLVE) {
      at++;
    }
    GraphRecord before = graphs.get(at - 1);
    GraphRecord after = graphs.get(at);
    assertThat(
            after.steps() - before.steps() >= SmallWard.config().estimator().refitSteps()
                || !after.graph().equals(before.graph()))
        .as("solved between %s and %s", before, after)
        .isTrue();
  }
}
