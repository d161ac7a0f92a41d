package io.headwater.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.config.DriftConfig;
import io.headwater.config.DriftConfig.Detector;
import io.headwater.config.DriftConfig.Policy;
import io.headwater.config.LearningConfig;
import io.headwater.estimator.Estimator;
import io.headwater.estimator.ScenarioWindows;
import io.headwater.estimator.sun.SunEstimator;
import io.headwater.estimator.sun.SunSettings;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.simulate.scenario.Sampling;
import io.headwater.simulate.scenario.ScenarioPreset;
import io.headwater.simulate.scenario.ScenarioSettings;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two modalities whose latents cause each other by other mechanisms from a known window on. */
class StreamDriftTest {
  private static final int ROWS = 2600;
  private static final int CHANGE = 2000;
  private static final long SEED = 1;
  private static final ScenarioWindows STEADY = scenario(Sampling.NO_DRIFT);
  private static final List<AlignedWindow> CHANGED = scenario(CHANGE).windows(0, ROWS);

  private static ScenarioWindows scenario(int change) {
    ScenarioSettings settings = ScenarioPreset.of("s1").settings(SEED).withSamples(ROWS);
    return new ScenarioWindows(settings.withSampling(settings.sampling().withDriftAt(change)));
  }

  private static DriftConfig adwin(Policy policy) {
    return new DriftConfig(Detector.ADWIN, null, null, policy, 40);
  }

  /** Re-solves and snapshots at the given numbers of windows only. */
  private static LearningConfig learning(DriftConfig drift, long firstRefit) {
    return new LearningConfig(
        null, null, 2, null, null, firstRefit, 100_000L, 100_000L, 100_000L, null, null, drift);
  }

  private static Estimator estimator() {
    SunSettings settings = SunSettings.defaults().withHidden(16).withReplicas(1);
    return SunEstimator.create(STEADY.shapes(), settings.withRefitSteps(20), SEED);
  }

  private static StreamLearner learner(Estimator estimator, DriftConfig drift) {
    return new StreamLearner(estimator, null, learning(drift, 100_000), SEED);
  }

  /** Graph snapshots as "windows seen: drift state". */
  private static final class Told implements LearnerOutputs {
    final List<String> graphs = new ArrayList<>();
    StreamLearner learner;

    static List<String> by(StreamLearner learner, List<AlignedWindow> windows) {
      Told told = new Told();
      told.learner = learner;
      learner.accept(windows, told);
      return told.graphs;
    }

    @Override
    public void latent(LatentRecord latent, double untrainedLoss) {}

    @Override
    public void graph(CausalGraph graph, IdentifiabilityReport report) {
      graphs.add(learner.windows() + ": " + learner.driftState());
    }

    @Override
    public void model(byte[] state, long parentVersion) {}
  }

  private static int windows(String told) {
    return Integer.parseInt(told.substring(0, told.indexOf(':')));
  }

  @Test
  void aChangedMechanismIsToldByAGraphSnapshotSoonAfterAndASteadyOneNever() {
    try (StreamLearner changed = learner(estimator(), adwin(Policy.NONE));
        StreamLearner steady = learner(estimator(), adwin(Policy.NONE))) {
      List<String> told = Told.by(changed, CHANGED);
      assertThat(told).hasSize(1);
      assertThat(windows(told.get(0))).isBetween(CHANGE, CHANGE + 300);
      assertThat(told.get(0)).contains("drift since ", "loss of cross-prediction from ");
      assertThat(changed.driftAlarms()).isEqualTo(1);
      assertThat(Told.by(steady, STEADY.windows(0, ROWS))).isEmpty();
      assertThat(steady.driftState()).isEqualTo(GraphRecord.NO_DRIFT);
    }
  }

  @Test
  void watchingChangesNoBitOfTheModel() {
    Estimator with = estimator();
    Estimator without = estimator();
    try (StreamLearner watching = learner(with, adwin(Policy.NONE));
        StreamLearner blind =
            learner(without, new DriftConfig(Detector.NONE, null, null, null, null))) {
      watching.accept(CHANGED, new LearnCase.Collected());
      blind.accept(CHANGED, new LearnCase.Collected());
      assertThat(watching.driftAlarms()).isPositive();
      assertThat(blind.driftAlarms()).isZero();
      assertThat(with.save()).isEqualTo(without.save());
    }
  }

  /** Cut before the change, between it and the alarm's answer, and while the rate is raised. */
  @Test
  void aRestoredLearnerTellsTheSameAlarmAtTheSameWindow() {
    DriftConfig raising = adwin(Policy.RAISE_RATE);
    try (StreamLearner whole = learner(estimator(), raising);
        StreamLearner before = learner(estimator(), raising)) {
      List<String> expected = Told.by(whole, CHANGED);
      int alarm = windows(expected.get(0));
      int seen = 0;
      for (int cut : new int[] {CHANGE - 300, alarm - 1, alarm + 50}) {
        List<String> told = new ArrayList<>(Told.by(before, CHANGED.subList(seen, cut)));
        seen = cut;
        try (StreamLearner after = learner(estimator(), raising)) {
          after.restore(before.save());
          told.addAll(Told.by(after, CHANGED.subList(cut, ROWS)));
          assertThat(told).isEqualTo(expected);
          assertThat(after.driftState()).isEqualTo(whole.driftState());
          assertThat(after.save()).isEqualTo(whole.save());
        }
      }
    }
  }

  @Test
  void raiseRateTakesSoManyStepsAtTheWholeRateAfterTheAlarmAndNoneBefore() {
    WatchedEstimator watched = new WatchedEstimator(estimator());
    try (StreamLearner learner = learner(watched, adwin(Policy.RAISE_RATE))) {
      learner.accept(CHANGED.subList(0, CHANGE), new LearnCase.Collected());
      assertThat(watched.fullRateSteps).isZero();
      learner.accept(CHANGED.subList(CHANGE, ROWS), new LearnCase.Collected());
      assertThat(learner.driftAlarms()).isEqualTo(1);
      long left = (long) watched.steps.size() - 2 * (CHANGE / 36);
      assertThat(watched.fullRateSteps).isBetween(1, (int) Math.min(40, left));
    }
  }

  @Test
  void refreshReservoirLearnsAndSolvesOnWindowsSinceTheChangeOnly() {
    WatchedEstimator watched = new WatchedEstimator(estimator());
    LearningConfig settings = learning(adwin(Policy.REFRESH_RESERVOIR), 2500);
    try (StreamLearner learner = new StreamLearner(watched, null, settings, SEED)) {
      learner.accept(CHANGED, new LearnCase.Collected());
      assertThat(learner.driftAlarms()).isEqualTo(1);
      assertThat(learner.reservoirSize()).isLessThan(ROWS - CHANGE + 64);
      assertThat(watched.refitted).as("the re-solve was put off until it refilled").isEmpty();
      learner.finish(new LearnCase.Collected());
      Set<AlignedWindow> old = new HashSet<>(CHANGED.subList(0, CHANGE - 64));
      assertThat(watched.refitted).isNotEmpty().noneMatch(old::contains);
      assertThat(watched.heldOut).isNotEmpty().noneMatch(old::contains);
      assertThat(learner.driftState()).startsWith("re-solved after drift since ");
    }
  }
}
