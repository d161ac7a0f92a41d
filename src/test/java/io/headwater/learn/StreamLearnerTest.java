package io.headwater.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.config.LearningConfig;
import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowEstimate;
import io.headwater.estimator.sun.CountingEstimator;
import io.headwater.estimator.sun.SunEstimator;
import io.headwater.learn.LearnCase.Collected;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamLearnerTest {
  private static final int STREAM = 130;

  /** State counters of a skipped step: its number and how many were skipped, 8 bytes each. */
  private static final int COUNTER_BYTES = 16;

  private static Collected run(StreamLearner learner, List<AlignedWindow> windows, int group) {
    Collected out = new Collected();
    for (int from = 0; from < windows.size(); from += group) {
      learner.accept(windows.subList(from, Math.min(windows.size(), from + group)), out);
    }
    return out;
  }

  @Test
  void predictionsChangeAfterUpdatesAndErrorsFall() {
    try (StreamLearner learner = LearnCase.learner()) {
      List<AlignedWindow> probe = LearnCase.windows(900, 930);
      learner.accept(LearnCase.windows(0, 20), new Collected());
      List<WindowEstimate> early = learner.estimator().infer(probe);
      learner.accept(LearnCase.windows(20, 300), new Collected());
      List<WindowEstimate> late = learner.estimator().infer(probe);
      for (int i = 0; i < probe.size(); i++) {
        assertThat(late.get(i).modalities().get(0).mean())
            .isNotEqualTo(early.get(i).modalities().get(0).mean());
      }
      assertThat(meanLoss(late)).isLessThan(0.9 * meanLoss(early));
    }
  }

  private static double meanLoss(List<WindowEstimate> estimates) {
    return estimates.stream().mapToDouble(WindowEstimate::loss).average().orElseThrow();
  }

  @Test
  void groupsOfAnySizeGiveTheSameLatentsAndTheSameModelBits() {
    List<AlignedWindow> windows = LearnCase.windows(0, STREAM);
    try (StreamLearner together = LearnCase.learner()) {
      Collected reference = run(together, windows, STREAM);
      together.finish(reference);
      assertThat(reference.latents).hasSize(STREAM);
      for (int group : new int[] {1, 7}) {
        try (StreamLearner learner = LearnCase.learner()) {
          Collected out = run(learner, windows, group);
          learner.finish(out);
          assertThat(out.bits()).isEqualTo(reference.bits());
          assertThat(out.untrainedLosses).isEqualTo(reference.untrainedLosses);
          assertThat(out.parents).isEqualTo(reference.parents);
          assertThat(out.models)
              .usingElementComparator(Arrays::compare)
              .isEqualTo(reference.models);
          assertThat(learner.save()).isEqualTo(together.save());
        }
      }
    }
  }

  @Test
  void aLearnerRestoredAtAnyPointGoesOnAsIfNothingHadHappened() {
    List<AlignedWindow> windows = LearnCase.windows(0, STREAM);
    // In the first batch, in the middle of one, right after one.
    for (int cut : new int[] {3, 50, 117}) {
      try (StreamLearner whole = LearnCase.learner();
          StreamLearner before = LearnCase.learner();
          StreamLearner after = LearnCase.learner()) {
        Collected expected = run(whole, windows, 16);
        whole.finish(expected);
        Collected first = run(before, windows.subList(0, cut), 16);
        after.restore(before.save());
        assertThat(after.save()).as("state saved again at %d", cut).isEqualTo(before.save());
        Collected second = run(after, windows.subList(cut, STREAM), 16);
        after.finish(second);
        List<String> joined = new ArrayList<>(first.bits());
        joined.addAll(second.bits());
        assertThat(joined).as("latents, cut at %d", cut).isEqualTo(expected.bits());
        assertThat(last(second.models)).isEqualTo(last(expected.models));
        assertThat(last(second.graphs)).isEqualTo(last(expected.graphs));
        assertThat(after.save()).isEqualTo(whole.save());
      }
    }
  }

  @Test
  void aSolvedLatentModelIsRestoredBitForBit() {
    int solved = LearnCase.FIRST_SOLVE + LearnCase.BATCH;
    try (StreamLearner original = LearnCase.learner();
        StreamLearner restored = LearnCase.learner()) {
      run(original, LearnCase.windows(0, solved), 16);
      restored.restore(original.save());
      assertThat(restored.estimator().graph()).isEqualTo(original.estimator().graph());
      List<AlignedWindow> rest = LearnCase.windows(solved, solved + 30);
      assertThat(run(restored, rest, 30).bits()).isEqualTo(run(original, rest, 30).bits());
      assertThat(restored.save()).isEqualTo(original.save());
    }
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  @Test
  void heldOutWindowsAreScoredButNeverLearned() {
    WatchedEstimator watched = new WatchedEstimator(LearnCase.estimator());
    List<AlignedWindow> windows = LearnCase.windows(0, STREAM);
    List<AlignedWindow> aside =
        IntStream.range(0, STREAM)
            .filter(i -> i % LearnCase.HELD_OUT_EVERY == LearnCase.HELD_OUT_EVERY - 1)
            .mapToObj(windows::get)
            .toList();
    try (StreamLearner learner =
        new StreamLearner(watched, null, LearnCase.LEARNING, LearnCase.SEED)) {
      Collected out = run(learner, windows, 50);
      learner.finish(out);
      assertThat(out.latents).hasSize(STREAM);
      assertThat(watched.observed).doesNotContainAnyElementsOf(aside).doesNotHaveDuplicates();
      assertThat(watched.stepped).doesNotContainAnyElementsOf(aside);
      assertThat(watched.refitted).doesNotContainAnyElementsOf(aside);
      assertThat(watched.heldOut).isNotEmpty().allMatch(aside::contains);
      assertThat(watched.observed).hasSize(STREAM - aside.size());
    }
  }

  @Test
  void windowsWithoutAnyModalityLeaveTheOthersAsTheyWouldBe() {
    List<AlignedWindow> windows = new ArrayList<>(LearnCase.windows(0, 120));
    for (int i = 0; i < 120; i += 6) {
      windows.set(i, LearnCase.withGrids(i, List.of()));
    }
    try (StreamLearner learner = LearnCase.learner()) {
      Collected out = run(learner, windows, 120);
      learner.finish(out);
      assertThat(out.latents).hasSize(120).allMatch(StreamLearnerTest::finite);
      WindowEstimate empty = out.latents.get(60).estimate();
      assertThat(empty.modalities()).noneMatch(ModalityEstimate::present);
      assertThat(empty.loss()).isNaN();
      assertThat(out.latents.get(61).estimate().loss()).isFinite();
      assertThat(learner.skippedSteps()).isZero();
    }
  }

  @Test
  void aStreamOfNothingButEmptyWindowsIsScoredAndSkipped() {
    List<AlignedWindow> windows =
        IntStream.range(0, 40).mapToObj(i -> LearnCase.withGrids(i, List.of())).toList();
    try (StreamLearner learner = LearnCase.learner()) {
      Collected out = run(learner, windows, 40);
      learner.finish(out);
      assertThat(out.latents).hasSize(40).allMatch(StreamLearnerTest::finite);
      assertThat(learner.skippedSteps()).isEqualTo(learner.steps()).isPositive();
    }
  }

  @Test
  void extremeValuesDoNotPoisonWhatComesAfter() {
    List<AlignedWindow> windows = new ArrayList<>(LearnCase.windows(0, 200));
    float[] extremes = {Float.MAX_VALUE, -Float.MAX_VALUE, 1e30f, Float.MIN_VALUE, 0f};
    for (int i = 0; i < extremes.length; i++) {
      windows.set(50 + 3 * i, LearnCase.filledWith(50 + 3 * i, extremes[i]));
    }
    try (StreamLearner learner = LearnCase.learner()) {
      Collected out = run(learner, windows, 200);
      learner.finish(out);
      assertThat(out.latents).hasSize(200).allMatch(StreamLearnerTest::finite);
      assertThat(out.latents.subList(2 * LearnCase.BATCH, 200))
          .allMatch(r -> Double.isFinite(r.estimate().loss()));
      assertThat(learner.skippedSteps()).isZero();
      assertThat(learner.lastStep().loss()).isFinite();
    }
  }

  private static boolean finite(LatentRecord latent) {
    for (ModalityEstimate m : latent.estimate().modalities()) {
      for (float[] part :
          new float[][] {m.mean(), m.deviation(), m.exogenousMean(), m.exogenousDeviation()}) {
        for (float value : part) {
          if (!Float.isFinite(value)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  @Test
  void anUpdateThatIsNotFiniteIsSkippedWholeAndCounted() {
    // The first update moves the weights out of the range in which the loss can be computed.
    Estimator wild =
        SunEstimator.create(
            LearnCase.SHAPES, LearnCase.SETTINGS.withLearningRate(1e6), LearnCase.SEED);
    WatchedEstimator watched = new WatchedEstimator(wild);
    try (StreamLearner learner =
        new StreamLearner(watched, null, LearnCase.LEARNING, LearnCase.SEED)) {
      learner.accept(LearnCase.windows(0, 60), new Collected());
      assertThat(watched.steps.get(0).applied()).isTrue();
      assertThat(watched.changedBytes.get(0)).isGreaterThan(1000);
      List<StepReport> skipped = watched.steps.stream().filter(s -> !s.applied()).toList();
      assertThat(skipped).isNotEmpty().noneMatch(s -> Double.isFinite(s.loss()));
      assertThat(learner.skippedSteps()).isEqualTo(skipped.size());
      assertThat(learner.steps()).isEqualTo(watched.steps.size());
      for (int i = 0; i < watched.steps.size(); i++) {
        if (!watched.steps.get(i).applied()) {
          assertThat(watched.changedBytes.get(i)).isLessThanOrEqualTo(COUNTER_BYTES);
        }
      }
    }
  }

  @Test
  void theFirstBatchHasNoLossBecauseNoStatisticsExist() {
    try (StreamLearner learner = LearnCase.learner()) {
      Collected out = run(learner, LearnCase.windows(0, 30), 30);
      // Eight learned windows make the first batch; with those set aside before, that is ten.
      assertThat(out.latents.subList(0, 10)).allMatch(r -> Double.isNaN(r.estimate().loss()));
      assertThat(out.untrainedLosses.subList(0, 10)).allMatch(loss -> Double.isNaN(loss));
      assertThat(out.latents.subList(10, 30)).allMatch(r -> Double.isFinite(r.estimate().loss()));
      assertThat(out.latents.get(10).estimate().meanPredictorLoss()).isCloseTo(1, within(1.5));
      assertThat(out.latents.subList(0, 10)).allMatch(r -> r.modelVersion() == 0);
      assertThat(out.latents.get(10).modelVersion()).isEqualTo(2);
    }
  }

  @Test
  void finishPublishesGraphAndModelOfEverythingLearned() {
    try (StreamLearner learner = LearnCase.learner();
        Estimator copy = LearnCase.estimator()) {
      Collected out = run(learner, LearnCase.windows(0, 45), 45);
      assertThat(out.graphs).isEmpty();
      assertThat(out.models).isEmpty();
      long steps = learner.steps();
      learner.finish(out);
      assertThat(learner.steps()).isGreaterThan(steps);
      assertThat(out.graphs).hasSize(1);
      assertThat(out.graphs.get(0).nodes()).hasSize(4);
      assertThat(out.parents).containsExactly(LearnerCounts.NO_MODEL);
      copy.restore(out.models.get(0));
      assertThat(copy.save()).isEqualTo(learner.estimator().save());
    }
  }

  @Test
  void aStreamOfOneWindowEndsInAnUntrainedModelAndAnEmptyOneInNothing() {
    try (StreamLearner learner = LearnCase.learner()) {
      Collected nothing = new Collected();
      learner.finish(nothing);
      assertThat(nothing.models).isEmpty();
      Collected one = run(learner, LearnCase.windows(0, 1), 1);
      learner.finish(one);
      assertThat(one.latents).hasSize(1);
      assertThat(one.models).hasSize(1);
      assertThat(learner.steps()).isZero();
    }
  }

  @Test
  void damagedStateIsRefusedInWords() {
    try (StreamLearner learner = LearnCase.learner()) {
      byte[] state = learner.save();
      assertThatThrownBy(() -> learner.restore(Arrays.copyOf(state, state.length - 5)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("ends too early");
      assertThatThrownBy(() -> learner.restore(Arrays.copyOf(state, state.length + 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("goes on after its end");
      assertThatThrownBy(() -> learner.restore(new byte[64]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a learner's state");
    }
  }

  @Test
  void aReSolveThatWaitsForWindowsIsTriedAgainAfterTheFirstInterval() {
    LearningConfig settings =
        new LearningConfig(8, 8, 1, 512, 5, 20L, 1000L, 1000L, 1000L, null, null, null);
    Set<String> counted = Set.of(LearnCase.SHAPES.get(0).name());
    Estimator waiting =
        CountingEstimator.create(
            LearnCase.SHAPES, counted, LearnCase.SETTINGS, LearnCase.SEED, SunEstimator.CPU);
    try (StreamLearner learner = new StreamLearner(waiting, null, settings, LearnCase.SEED)) {
      run(learner, LearnCase.windows(0, 100), 100);
      assertThat(learner.modelVersion() - learner.steps()).as("re-solves").isEqualTo(4);
    }
  }

  @Test
  void twoModelsNeverShareAVersion() {
    // 80 windows: a snapshot is due with the very last batch, and the end publishes again.
    LearningConfig settings =
        new LearningConfig(8, 8, 2, 512, 5, 1000L, 1000L, 1000L, 79L, null, null, null);
    try (StreamLearner learner =
        new StreamLearner(LearnCase.estimator(), null, settings, LearnCase.SEED)) {
      Collected out = run(learner, LearnCase.windows(0, 80), 80);
      assertThat(out.models).hasSize(1);
      learner.finish(out);
      assertThat(out.models).hasSize(2);
      assertThat(last(out.parents)).isLessThan(learner.modelVersion());
    }
  }

  @Test
  void windowsAfterTheFirstOnesAreScoredAndNeverShownToTheModel() {
    assertNeverShown(
        LearnCase.LEARNING.withLearnFirst(60),
        window -> window.endMicros() > 20 * LearnCase.MINUTE);
  }

  @Test
  void windowsOfHeldOutSubjectsAreScoredAndNeverShownToTheModel() {
    assertNeverShown(
        LearnCase.LEARNING.withHeldOutSubjects(List.of("s1")),
        window -> window.subject().equals("s1"));
  }

  private static void assertNeverShown(LearningConfig settings, Predicate<AlignedWindow> aside) {
    WatchedEstimator watched = new WatchedEstimator(LearnCase.estimator());
    try (StreamLearner learner = new StreamLearner(watched, null, settings, LearnCase.SEED)) {
      List<AlignedWindow> windows = LearnCase.windows(0, STREAM);
      Collected out = run(learner, windows, 7);
      learner.finish(out);
      assertThat(out.latents).hasSize(STREAM);
      List<AlignedWindow> shown = new ArrayList<>(watched.observed);
      shown.addAll(watched.stepped);
      shown.addAll(watched.refitted);
      shown.addAll(watched.heldOut);
      assertThat(windows).anyMatch(aside);
      assertThat(shown).isNotEmpty().noneMatch(aside);
      assertThat(watched.stepped).isNotEmpty().containsAll(watched.observed);
    }
  }

  @Test
  void windowsOfAllOtherSubjectsAreShown() {
    WatchedEstimator watched = new WatchedEstimator(LearnCase.estimator());
    LearningConfig settings = LearnCase.LEARNING.withHeldOutSubjects(List.of("s1"));
    try (StreamLearner learner = new StreamLearner(watched, null, settings, LearnCase.SEED)) {
      List<AlignedWindow> windows = LearnCase.windows(0, STREAM);
      learner.finish(run(learner, windows, 7));
      Set<AlignedWindow> known = new HashSet<>(watched.observed);
      known.addAll(watched.heldOut);
      List<AlignedWindow> others = windows.stream().filter(w -> !w.subject().equals("s1")).toList();
      assertThat(known).containsAll(others.subList(0, others.size() - LearnCase.BATCH));
    }
  }
}
