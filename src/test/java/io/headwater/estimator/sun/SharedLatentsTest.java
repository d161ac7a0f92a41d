package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ScenarioWindows;
import io.headwater.estimator.SharedBlock;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.WindowEstimate;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.graph.LatentNode;
import io.headwater.model.CounterRandom;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Shared latents from the encoder to what is published. */
class SharedLatentsTest {
  private static final int LEARNED = 1200;
  private static final int HELD_OUT = 400;
  private static final ScenarioWindows DATA =
      new ScenarioWindows("shared-2", 12, LEARNED + HELD_OUT);

  private static SunEstimator learner() {
    SunSettings settings = SunSettings.defaults().withHidden(32).withReplicas(2).withRefitSteps(40);
    return SunEstimator.create(DATA.shapes(), DATA.blocks(), settings, 3, SunEstimator.CPU);
  }

  private static void learn(SunEstimator learner, int steps) {
    List<AlignedWindow> windows = DATA.windows(0, LEARNED);
    learner.observe(windows);
    for (int s = 0; s < steps; s++) {
      RandomGenerator random = CounterRandom.at(1, s, 0);
      List<AlignedWindow> batch = new ArrayList<>();
      for (int r = 0; r < 48; r++) {
        batch.add(windows.get(random.nextInt(LEARNED)));
      }
      learner.step(batch);
    }
  }

  @Test
  void gradientOfTheAlignmentAgreesWithCentralDifferencesWithMissingData() {
    SharedLayout layout =
        new SharedLayout(
            SharedCauses.vectors(2, 3, 1).shapes(),
            List.of(new SharedBlock("c", 2, List.of(0, 1))));
    List<ModalityIntake> intakes =
        IntStream.range(0, 2).mapToObj(m -> new ModalityIntake(layout.encoded(m))).toList();
    List<AlignedWindow> windows = new ArrayList<>(SharedCauses.vectors(2, 3, 1).windows(0, 14));
    windows.set(3, SharedCauses.without(windows.get(3), "m1"));
    for (ModalityIntake intake : intakes) {
      windows.stream()
          .map(w -> w.grid(intake.shape().name()))
          .filter(grid -> grid != null)
          .forEach(intake::observe);
    }
    WindowBatch batch = WindowBatch.read(intakes, windows);
    SunSettings settings = SunSettings.defaults().withHidden(3);
    try (BottleneckNetwork network =
            new BottleneckNetwork(intakes, layout.pairs(), settings.network(), 5, Device.cpu());
        BottleneckNetwork apart =
            new BottleneckNetwork(intakes, settings.network(), 5, Device.cpu())) {
      float[] theta = network.parameters();
      float[] gradient = network.gradient(batch);
      float[] without = apart.gradient(batch);
      double worst = 0;
      double ofAlignment = 0;
      for (int i = 0; i < theta.length; i += 2) {
        float[] up = theta.clone();
        float[] down = theta.clone();
        up[i] += 1e-2f;
        down[i] -= 1e-2f;
        double numeric =
            (network.objective(batch, up) - network.objective(batch, down)) / (up[i] - down[i]);
        worst = Math.max(worst, Math.abs(numeric - gradient[i]));
        ofAlignment = Math.max(ofAlignment, Math.abs(gradient[i] - without[i]));
      }
      assertThat(ofAlignment).isGreaterThan(0.01);
      assertThat(worst).isCloseTo(0, within(4e-3));
    }
  }

  @Test
  void membersComeToAgreeOnHeldOutWindowsFarBeyondWhatTheirOwnLatentsDo() {
    SharedLayout layout = new SharedLayout(DATA.shapes(), DATA.blocks());
    List<Integer> members = layout.blocks().get(0).members();
    List<AlignedWindow> heldOut = DATA.windows(LEARNED, LEARNED + HELD_OUT);
    try (SunEstimator learner = learner()) {
      learn(learner, 300);
      List<WindowEstimate> estimates = learner.infer(heldOut);
      double[] truth = new double[HELD_OUT];
      double[] block = new double[HELD_OUT];
      for (int r = 0; r < HELD_OUT; r++) {
        truth[r] = DATA.latents(LEARNED + r)[6];
        block[r] = estimates.get(r).modalities().get(3).mean()[0];
      }
      double found = Math.abs(ScenarioWindows.correlation(block, truth));
      double alone =
          Math.abs(ScenarioWindows.correlation(blockFromOne(learner, heldOut, members), truth));
      assertThat(found).isGreaterThan(0.8);
      assertThat(alone).isGreaterThan(0.7);
    }
  }

  /** The block of windows that lack its second member. */
  private static double[] blockFromOne(
      SunEstimator learner, List<AlignedWindow> windows, List<Integer> members) {
    String lacking = DATA.shapes().get(members.get(1)).name();
    List<AlignedWindow> less = windows.stream().map(w -> SharedCauses.without(w, lacking)).toList();
    return learner.infer(less).stream()
        .mapToDouble(estimate -> estimate.modalities().get(3).mean()[0])
        .toArray();
  }

  @Test
  void theBlockIsPublishedSolvedReportedSavedAndRestored() {
    List<AlignedWindow> heldOut = DATA.windows(LEARNED, LEARNED + 200);
    try (SunEstimator learner = learner();
        SunEstimator other = learner()) {
      learn(learner, 30);
      assertThat(learner.refit(DATA.windows(0, 600), heldOut).adopted()).isTrue();
      List<WindowEstimate> estimates = learner.infer(heldOut.subList(0, 40));
      ModalityEstimate block = estimates.get(0).modalities().get(3);
      assertThat(block.modality()).isEqualTo("shared");
      assertThat(block.present()).isTrue();
      assertThat(block.mean()).hasSize(1);
      assertThat(block.deviation()[0]).isPositive();
      assertThat(block.exogenousMean()).isEmpty();
      assertThat(learner.graph().nodes()).extracting(LatentNode::id).contains("shared.z0");
      assertNoEdgeWithinAMember(learner);
      assertThat(learner.report().findings())
          .filteredOn(finding -> finding.scope().equals("shared"))
          .extracting(finding -> finding.condition())
          .anyMatch(condition -> condition.contains("alignment of the shared block"));

      byte[] state = learner.save();
      other.restore(state);
      assertThat(other.save()).isEqualTo(state);
      assertThat(other.infer(heldOut.subList(0, 40)))
          .usingRecursiveComparison()
          .isEqualTo(estimates);
    }
  }

  private static void assertNoEdgeWithinAMember(SunEstimator learner) {
    for (int member : DATA.blocks().get(0).members()) {
      String name = DATA.shapes().get(member).name();
      assertThat(learner.graph().edges())
          .noneMatch(
              edge ->
                  edge.source().equals("shared.z0") && edge.target().startsWith(name + ".")
                      || edge.target().equals("shared.z0") && edge.source().startsWith(name + "."));
    }
  }

  @Test
  void aStateOfAnotherSharingIsRefused() {
    try (SunEstimator learner = learner();
        SunEstimator apart =
            SunEstimator.create(DATA.shapes(), SunSettings.defaults().withHidden(32), 3)) {
      byte[] state = learner.save();
      assertThatThrownBy(() -> apart.restore(state)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aWindowWithoutAnyMemberLacksTheBlock() {
    List<Integer> members = DATA.blocks().get(0).members();
    try (SunEstimator learner = learner()) {
      learn(learner, 2);
      AlignedWindow window = DATA.windows(0, 1).get(0);
      for (int member : members) {
        window = SharedCauses.without(window, DATA.shapes().get(member).name());
      }
      WindowEstimate estimate = learner.infer(List.of(window)).get(0);
      assertThat(estimate.modalities().get(3).present()).isFalse();
      assertThat(estimate.modalities())
          .filteredOn(ModalityEstimate::present)
          .hasSize(3 - members.size());
      assertThat(estimate.modalities().get(3).deviation()).containsExactly(1f);
    }
  }
}
