package io.headwater.estimator.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.ScenarioWindows;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowEstimate;
import io.headwater.graph.LatentNode;
import io.headwater.graph.Verdict;
import io.headwater.model.sharing.PullSchedule;
import io.headwater.simulate.views.ViewsSettings;
import io.headwater.window.AlignedWindow;
import io.headwater.window.SampleGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartialEstimatorTest {
  private static final List<List<Integer>> SETS =
      List.of(List.of(0, 1, 2), List.of(0, 3, 4), List.of(1, 5));
  private static final int TRAIN = 1500;
  private static final int ALL = 2000;

  private static final PartialSettings SMALL =
      PartialSettings.defaults()
          .withEncoders(16, 4e-3, 1e-4)
          .withSolve(1, 20)
          .withPull(new PullSchedule(5, 10, 0.1));

  /** Enough to find what is shared. */
  private static final PartialSettings ENOUGH =
      SMALL
          .withEncoders(32, 4e-3, 1e-4)
          .withSettlingSteps(300)
          .withPull(new PullSchedule(60, 90, 0.1));

  private static SharedViews views() {
    return SharedViews.draw(ALL, ViewsSettings.of(SETS, 11));
  }

  private static PartialEstimator trained(SharedViews views, PartialSettings settings) {
    PartialEstimator learner = PartialEstimator.create(views.shapes(), settings, 7, -1);
    learner.observe(views.windows().subList(0, TRAIN));
    advance(learner, views, 0, 20);
    return learner;
  }

  private static void advance(PartialEstimator learner, SharedViews views, int from, int to) {
    for (int s = from; s < to; s++) {
      learner.step(views.windows().subList(32 * s, 32 * s + 32));
    }
  }

  private static RefitReport refit(PartialEstimator learner, SharedViews views) {
    return learner.refit(views.windows().subList(0, TRAIN), views.windows().subList(TRAIN, ALL));
  }

  private static AlignedWindow without(AlignedWindow window, String modality) {
    List<SampleGrid> grids =
        window.grids().stream().filter(g -> !g.modality().equals(modality)).toList();
    return new AlignedWindow(
        window.subject(), window.startMicros(), window.endMicros(), grids, List.of());
  }

  /**
   * The whole of it on a small case: what is shared is found, told, and used where it is absent.
   */
  @Test
  void membershipIsFoundToldAndFillsInForAnAbsentModality() {
    SharedViews views = views();
    try (PartialEstimator learner = trained(views, ENOUGH)) {
      assertThat(learner.graph().nodes()).allMatch(node -> node.sharedWith().isEmpty());
      assertThat(learner.report().verdict("m0")).isEqualTo(Verdict.UNDECIDED);
      RefitReport report = refit(learner, views);
      assertThat(report.adopted()).isTrue();
      List<LatentNode> nodes = learner.graph().nodes();
      assertThat(nodes).hasSize(8);
      assertThat(nodes.stream().filter(n -> !n.sharedWith().isEmpty())).hasSize(4);
      for (LatentNode node : nodes) {
        for (String other : node.sharedWith()) {
          assertThat(node(nodes, other).sharedWith()).contains(node.id());
          assertThat(node(nodes, other).modality()).isNotEqualTo(node.modality());
        }
      }
      LatentNode shared =
          nodes.stream()
              .filter(n -> n.modality().equals("m0") && !n.sharedWith().isEmpty())
              .findFirst()
              .orElseThrow();
      List<AlignedWindow> whole = views.windows().subList(TRAIN, ALL);
      List<WindowEstimate> seen = learner.infer(whole);
      List<WindowEstimate> lacking =
          learner.infer(whole.stream().map(window -> without(window, "m0")).toList());
      int k = shared.component();
      double[] own = new double[seen.size()];
      double[] fromOthers = new double[seen.size()];
      for (int r = 0; r < own.length; r++) {
        ModalityEstimate absent = lacking.get(r).modalities().get(0);
        assertThat(absent.present()).isFalse();
        assertThat(absent.deviation()[k]).isLessThan(1); // not 0 ± 1, as of the unknown
        own[r] = seen.get(r).modalities().get(0).mean()[k];
        fromOthers[r] = absent.mean()[k];
      }
      assertThat(ScenarioWindows.correlation(own, fromOthers)).isGreaterThan(0.9);
      assertThat(learner.report().verdict("m0")).isEqualTo(Verdict.BLOCK_ONLY);
      assertThat(learner.report().findings())
          .extracting(f -> f.condition())
          .contains(
              SharingReport.RANK,
              SharingReport.NON_OVERLAP,
              DirectionCondition.NAME,
              SharingReport.COVERAGE,
              SharingReport.MEMBERSHIP);
      assertThat(learner.report().findings())
          .filteredOn(f -> f.condition().equals(SharingReport.NON_OVERLAP))
          .extracting(f -> f.scope() + " " + f.status())
          .containsExactly("m0 REFUTED", "m1 SUPPORTED", "m2 SUPPORTED");
    }
  }

  private static LatentNode node(List<LatentNode> nodes, String id) {
    return nodes.stream().filter(n -> n.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void modalitiesThatLostADimensionAreNotClaimed() {
    SharedViews views = SharedViews.draw(ALL, ViewsSettings.of(SETS, 11).withoutRank());
    try (PartialEstimator learner = trained(views, ENOUGH)) {
      refit(learner, views);
      assertThat(List.of("m0", "m1", "m2"))
          .extracting(name -> learner.report().verdict(name))
          .containsOnly(Verdict.NONE);
    }
  }

  @Test
  void shuffledPairingSharesNothing() {
    SharedViews views = SharedViews.draw(ALL, ViewsSettings.of(SETS, 11).withShuffledPairing());
    try (PartialEstimator learner = trained(views, ENOUGH)) {
      refit(learner, views);
      assertThat(learner.graph().nodes()).allMatch(node -> node.sharedWith().isEmpty());
    }
  }

  @Test
  void restoredEstimatorContinuesBitIdentically() {
    SharedViews views = views();
    try (PartialEstimator straight = trained(views, SMALL);
        PartialEstimator twin = trained(views, SMALL);
        PartialEstimator resumed = PartialEstimator.create(views.shapes(), SMALL, 7, -1)) {
      assertThat(twin.save()).isEqualTo(straight.save());
      resumed.restore(straight.save()); // before anything was decided
      refit(straight, views);
      refit(resumed, views);
      assertThat(resumed.save()).isEqualTo(straight.save());
      twin.restore(straight.save());
      advance(straight, views, 20, 30);
      advance(twin, views, 20, 30);
      assertThat(twin.save()).isEqualTo(straight.save());
      assertThat(twin.graph()).isEqualTo(straight.graph());
      assertThat(twin.report()).isEqualTo(straight.report());
    }
  }

  @Test
  void statesOfOtherSettingsAndDamagedOnesAreRefused() {
    SharedViews views = views();
    try (PartialEstimator learner = PartialEstimator.create(views.shapes(), SMALL, 7, -1);
        PartialEstimator other =
            PartialEstimator.create(views.shapes(), SMALL.withSpecificMayCause(true), 7, -1)) {
      byte[] state = learner.save();
      assertThatThrownBy(() -> other.restore(state)).isInstanceOf(IllegalArgumentException.class);
      byte[] cut = Arrays.copyOf(state, state.length - 3);
      assertThatThrownBy(() -> learner.restore(cut)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aBatchThatIsNotFiniteIsSkippedWhole() {
    SharedViews views = views();
    try (PartialEstimator learner =
        PartialEstimator.create(views.shapes(), SMALL.withEncoders(16, 1e30, 1e-4), 7, -1)) {
      learner.observe(views.windows().subList(0, TRAIN));
      StepReport last = null;
      for (int s = 0; s < 12; s++) {
        last = learner.step(views.windows().subList(32 * s, 32 * s + 32));
      }
      assertThat(last.applied()).isFalse();
      assertThat(learner.skippedSteps()).isPositive();
    }
  }

  @Test
  void missingModalitiesAreOrdinary() {
    SharedViews views = views();
    List<AlignedWindow> windows = new ArrayList<>();
    for (int r = 0; r < ALL; r++) {
      AlignedWindow window = views.windows().get(r);
      windows.add(r % 3 == 2 ? window : without(window, "m" + r % 3));
    }
    try (PartialEstimator learner = PartialEstimator.create(views.shapes(), SMALL, 7, -1)) {
      learner.observe(windows.subList(0, TRAIN));
      for (int s = 0; s < 30; s++) {
        assertThat(learner.step(windows.subList(32 * s, 32 * s + 32)).applied()).isTrue();
      }
      assertThat(learner.step(List.of(without(windows.get(2), "m2"))).step()).isEqualTo(31);
      assertThat(learner.refit(windows.subList(0, TRAIN), windows.subList(TRAIN, ALL)).adopted())
          .isTrue();
      for (WindowEstimate estimate : learner.infer(windows.subList(0, 40))) {
        for (ModalityEstimate own : estimate.modalities()) {
          for (int k = 0; k < own.mean().length; k++) {
            assertThat(own.mean()[k]).isFinite();
            assertThat(own.deviation()[k]).isFinite().isPositive();
          }
        }
      }
    }
  }

  @Test
  void nativeArraysDoNotPileUpAndEstimatesDoNotDependOnCompany() {
    SharedViews views = views();
    try (PartialEstimator learner = trained(views, SMALL)) {
      refit(learner, views);
      advance(learner, views, 20, 22);
      int before = learner.managedArrays();
      advance(learner, views, 22, 40);
      WindowEstimate alone = learner.infer(views.windows().subList(33, 34)).get(0);
      WindowEstimate among = learner.infer(views.windows().subList(0, 40)).get(33);
      assertThat(alone.modalities().get(1).mean()).isEqualTo(among.modalities().get(1).mean());
      assertThat(learner.managedArrays()).isEqualTo(before);
    }
  }

  @Test
  void tooFewWindowsAreNotDecidedOn() {
    SharedViews views = views();
    try (PartialEstimator learner = trained(views, SMALL)) {
      RefitReport report =
          learner.refit(views.windows().subList(0, 100), views.windows().subList(TRAIN, ALL));
      assertThat(report.adopted()).isFalse();
      assertThat(report.remark()).startsWith("NOT_ENOUGH_DATA");
    }
  }
}
