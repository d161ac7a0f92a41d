package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.RefitReport;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.window.AlignedWindow;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two causes are shared by both modalities, and up to four may be counted. */
class CountingEstimatorTest {
  private static final SunSettings SMALL =
      SunSettings.defaults().withHidden(8).withReplicas(1).withRefitSteps(20);
  private static final int MOST = 4;
  private static final int ENOUGH = 2200;
  private static final SharedCauses DATA = SharedCauses.vectors(2, 6, 3);
  private static final List<AlignedWindow> PAST = DATA.windows(0, ENOUGH);
  private static final List<AlignedWindow> ASIDE = DATA.windows(50_000, 50_200);

  private static List<ModalityShape> widest() {
    return DATA.shapes().stream().map(s -> s.withLatents(MOST)).toList();
  }

  private static CountingEstimator estimator(String... counted) {
    return CountingEstimator.create(widest(), Set.of(counted), SMALL, 7, SunEstimator.CPU);
  }

  private static CountingEstimator trained(String... counted) {
    CountingEstimator learner = estimator(counted);
    learner.observe(PAST);
    steps(learner, 0, 5);
    return learner;
  }

  private static void steps(Estimator learner, int from, int to) {
    for (int s = from; s < to; s++) {
      learner.step(DATA.windows(32 * s, 32 * s + 32));
    }
  }

  private static int[] widths(Estimator learner) {
    return learner.infer(DATA.windows(0, 1)).get(0).modalities().stream()
        .mapToInt(m -> m.mean().length)
        .toArray();
  }

  private static List<ConditionFinding> counts(Estimator learner) {
    return learner.report().findings().stream()
        .filter(f -> f.condition().equals("number of latents"))
        .toList();
  }

  @Test
  void tooFewWindowsLeaveTheNumberUndecidedAndNothingSolved() {
    try (CountingEstimator learner = trained("m0", "m1")) {
      RefitReport report = learner.refit(PAST.subList(0, 500), ASIDE);
      assertThat(report.adopted()).isFalse();
      assertThat(report.waiting()).isTrue();
      assertThat(report.remark())
          .startsWith("Number of latents undecided")
          .endsWith("m0 has 700, m1 has 700.");
      assertThat(widths(learner)).containsExactly(MOST, MOST);
      assertThat(learner.graph().edges()).noneMatch(CausalEdge::selected);
      assertThat(counts(learner))
          .hasSize(2)
          .allMatch(f -> f.status() == FindingStatus.NOT_ENOUGH_DATA)
          .allMatch(f -> f.consequence().startsWith("Number of latents undecided"));
    }
  }

  @Test
  void withEnoughWindowsTheSharedCausesAreCountedAndSolved() {
    try (CountingEstimator learner = trained("m0", "m1")) {
      RefitReport report = learner.refit(PAST, ASIDE);
      assertThat(report.adopted()).isTrue();
      assertThat(report.waiting()).isFalse();
      assertThat(report.remark())
          .startsWith("Number of latents decided: m0 2, m1 2. ")
          .contains(" Adopted ");
      assertThat(widths(learner)).containsExactly(2, 2);
      assertThat(learner.graph().nodes()).hasSize(4);
    }
  }

  @Test
  void theReportShowsWhatACountRestsOnInPlaceOfAnAssumption() {
    try (CountingEstimator learner = trained("m0")) {
      learner.refit(PAST, ASIDE);
      assertThat(counts(learner))
          .singleElement()
          .satisfies(
              f -> {
                assertThat(f.scope()).isEqualTo("m0");
                assertThat(f.status()).isEqualTo(FindingStatus.SUPPORTED);
                assertThat(f.statistic()).isGreaterThan(f.threshold());
                assertThat(f.effectiveSamples()).isEqualTo(PAST.size() + ASIDE.size());
                assertThat(f.consequence()).startsWith("2, counted once and kept").contains("±");
              });
      assertThat(learner.report().assumptions())
          .anyMatch(a -> a.startsWith("The number of latents of m0 is as counted"))
          .doesNotContain(HeldOutFindings.COUNTS_CONFIGURED);
    }
  }

  @Test
  void aConfiguredNumberStaysBesideACountedOne() {
    try (CountingEstimator learner = trained("m1")) {
      learner.refit(PAST, ASIDE);
      assertThat(widths(learner)).containsExactly(MOST, 2);
    }
  }

  @Test
  void theNumberStaysWhenLaterWindowsWouldGiveAnother() {
    try (CountingEstimator learner = trained("m0", "m1")) {
      learner.refit(PAST, ASIDE);
      List<AlignedWindow> alone =
          DATA.windows(0, 300).stream().map(w -> SharedCauses.without(w, "m1")).toList();
      assertThat(learner.refit(alone, ASIDE).remark()).startsWith("NOT_ENOUGH_DATA");
      assertThat(widths(learner)).containsExactly(2, 2);
    }
  }

  @Test
  void stepsGoOnCountingWhenTheNetworkIsReplaced() {
    try (CountingEstimator learner = trained("m0", "m1")) {
      long before = learner.steps();
      learner.refit(PAST, ASIDE);
      long after = learner.steps();
      assertThat(after).isGreaterThan(before);
      assertThat(learner.step(DATA.windows(0, 32)).step()).isEqualTo(after + 1);
      assertThat(learner.steps()).isEqualTo(after + 1);
    }
  }

  @Test
  void whatWasObservedIsNotForgottenWhenTheNetworkIsReplaced() {
    try (CountingEstimator learner = trained("m0", "m1")) {
      learner.refit(PAST, ASIDE);
      assertThat(learner.report().findings())
          .filteredOn(f -> f.condition().equals("windows observed"))
          .singleElement()
          .satisfies(f -> assertThat(f.statistic()).isEqualTo(PAST.size()));
    }
  }

  @Test
  void anUndecidedStateContinuesBitIdentically() {
    try (CountingEstimator straight = trained("m0", "m1");
        CountingEstimator resumed = estimator("m0", "m1")) {
      resumed.restore(straight.save());
      assertThat(resumed.save()).isEqualTo(straight.save());
      for (CountingEstimator learner : List.of(straight, resumed)) {
        steps(learner, 5, 8);
        learner.refit(PAST, ASIDE);
        steps(learner, 8, 10);
      }
      assertThat(resumed.save()).isEqualTo(straight.save());
    }
  }

  @Test
  void aDecidedStateContinuesBitIdentically() {
    try (CountingEstimator straight = trained("m0", "m1");
        CountingEstimator resumed = estimator("m0", "m1")) {
      straight.refit(PAST, ASIDE);
      resumed.restore(straight.save());
      assertThat(resumed.report()).isEqualTo(straight.report());
      for (CountingEstimator learner : List.of(straight, resumed)) {
        steps(learner, 5, 8);
        learner.refit(PAST, ASIDE);
      }
      assertThat(resumed.save()).isEqualTo(straight.save());
      assertThat(resumed.steps()).isEqualTo(straight.steps());
    }
  }

  @Test
  void aStateOfOtherCountedModalitiesIsRefused() {
    try (CountingEstimator both = estimator("m0", "m1");
        CountingEstimator one = estimator("m0")) {
      byte[] state = both.save();
      assertThatThrownBy(() -> one.restore(state))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("latents counted in [m0, m1]")
          .hasMessageContaining("latents counted in [m0]");
    }
  }

  @Test
  void oneModalityHasNothingToBeCountedBy() {
    List<ModalityShape> alone = widest().subList(0, 1);
    assertThatThrownBy(
            () -> CountingEstimator.create(alone, Set.of("m0"), SMALL, 7, SunEstimator.CPU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there must be two");
  }
}
