package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.StepReport;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.model.TensorEngine;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Learning on a GPU beside learning on the CPU. Skipped where the tensor engine sees no GPU. */
@EnabledIf("seesGpu")
class SunEstimatorGpuTest {
  private static final int GPU = 0;
  private static final int BATCH = 32;
  private static final int STEPS = 20;
  private static final SunSettings SMALL =
      SunSettings.defaults().withHidden(16).withReplicas(2).withRefitSteps(30);

  /** Convolutions on a GPU round their factors to ten bits unless told otherwise. */
  private static final double ROUNDING_PERCENT = 2;

  static boolean seesGpu() {
    TensorEngine.newManager(Device.cpu()).close();
    return Engine.getEngine("PyTorch").getGpuCount() > GPU;
  }

  private static SunEstimator learner(AlternatingCauses data, int gpu) {
    SunEstimator learner = SunEstimator.create(data.shapes(), SMALL, 7, gpu);
    learner.observe(data.windows(0, 200));
    return learner;
  }

  private static List<StepReport> steps(
      SunEstimator learner, AlternatingCauses data, int from, int to) {
    List<StepReport> reports = new ArrayList<>();
    for (int s = from; s < to; s++) {
      reports.add(learner.step(data.windows(BATCH * s, BATCH * s + BATCH)));
    }
    return reports;
  }

  private static List<ModalityIntake> observed(SharedCauses data) {
    List<ModalityIntake> intakes = data.shapes().stream().map(ModalityIntake::new).toList();
    for (AlignedWindow window : data.windows(0, 200)) {
      intakes.forEach(intake -> intake.observe(window.grid(intake.shape().name())));
    }
    return intakes;
  }

  private static void assertSameBytes(SunEstimator one, SunEstimator other) {
    assertThat(Arrays.mismatch(one.save(), other.save()))
        .as("first byte that differs")
        .isEqualTo(-1);
  }

  private static void assertSameCourse(List<StepReport> course, List<StepReport> reference) {
    assertThat(course).hasSameSizeAs(reference).allMatch(StepReport::applied);
    for (int s = 0; s < course.size(); s++) {
      assertThat(course.get(s).loss())
          .as("loss of step %d", s)
          .isCloseTo(reference.get(s).loss(), withinPercentage(ROUNDING_PERCENT));
    }
  }

  @ParameterizedTest
  @EnumSource(EncoderKind.class)
  void everyEncoderLearnsAsOnTheCpu(EncoderKind encoder) {
    AlternatingCauses data = new AlternatingCauses(encoder, 1);
    try (SunEstimator onGpu = learner(data, GPU);
        SunEstimator onCpu = learner(data, SunEstimator.CPU)) {
      assertSameCourse(steps(onGpu, data, 0, STEPS), steps(onCpu, data, 0, STEPS));
    }
  }

  @ParameterizedTest
  @EnumSource(EncoderKind.class)
  void sameSeedAndCallsGiveTheSameBytes(EncoderKind encoder) {
    AlternatingCauses data = new AlternatingCauses(encoder, 2);
    try (SunEstimator one = learner(data, GPU);
        SunEstimator two = learner(data, GPU)) {
      steps(one, data, 0, STEPS);
      steps(two, data, 0, STEPS);
      assertSameBytes(one, two);
    }
  }

  @Test
  void largePicturesGiveTheSameBytesToo() {
    ModalityShape large = AlternatingCauses.residual("large", 72, 72, 1, 4);
    SharedCauses data = new SharedCauses(List.of(large, SharedCauses.vector("row", 4)), 8);
    try (SunEstimator one = SunEstimator.create(data.shapes(), SMALL, 7, GPU);
        SunEstimator two = SunEstimator.create(data.shapes(), SMALL, 7, GPU)) {
      for (SunEstimator learner : List.of(one, two)) {
        learner.observe(data.windows(0, 40));
        for (int s = 0; s < 5; s++) {
          learner.step(data.windows(BATCH * s, BATCH * s + BATCH));
        }
      }
      assertSameBytes(one, two);
    }
  }

  @Test
  void aStateGoesFromTheGpuToTheCpuAndBack() {
    AlternatingCauses data = new AlternatingCauses(EncoderKind.TEMPORAL_CONVOLUTION, 3);
    try (SunEstimator onGpu = learner(data, GPU);
        SunEstimator onCpu = SunEstimator.create(data.shapes(), SMALL, 7);
        SunEstimator back = SunEstimator.create(data.shapes(), SMALL, 7, GPU)) {
      steps(onGpu, data, 0, STEPS);
      onCpu.restore(onGpu.save());
      assertSameBytes(onCpu, onGpu);
      back.restore(onCpu.save());
      List<StepReport> course = steps(onGpu, data, STEPS, 2 * STEPS);
      assertSameCourse(steps(onCpu, data, STEPS, 2 * STEPS), course);
      assertThat(steps(back, data, STEPS, 2 * STEPS)).isEqualTo(course);
    }
  }

  @Test
  void aStepThatIsNotFiniteIsSkippedAndLeavesTheWeightsAsTheyWere() {
    SharedCauses data = SharedCauses.vectors(2, 6, 4);
    List<ModalityIntake> intakes = observed(data);
    WindowBatch batch = WindowBatch.read(intakes, data.windows(0, BATCH));
    try (BottleneckNetwork network =
        new BottleneckNetwork(
            intakes, SMALL.withLearningRate(1e30).network(), 7, Device.gpu(GPU))) {
      assertThat(network.step(batch).applied()).isTrue();
      float[] exploded = network.parameters();
      assertThat(network.step(batch).applied()).isFalse();
      assertThat(network.parameters()).isEqualTo(exploded);
      assertThat(network.skippedSteps()).isEqualTo(1);
    }
  }

  @Test
  void stepsLeaveNoArraysBehind() {
    ModalityShape recurrent = SharedCauses.series("s", 64, 2, EncoderKind.LSTM);
    ModalityShape picture = SharedCauses.image("i", 16, 16, 1);
    SharedCauses data = new SharedCauses(List.of(recurrent, picture), 6);
    List<ModalityIntake> intakes = observed(data);
    WindowBatch batch = WindowBatch.read(intakes, data.windows(0, BATCH));
    try (BottleneckNetwork network =
        new BottleneckNetwork(intakes, SMALL.network(), 7, Device.gpu(GPU))) {
      network.step(batch);
      int arrays = network.managedArrays();
      for (int s = 0; s < STEPS; s++) {
        network.step(batch);
      }
      assertThat(network.managedArrays()).isEqualTo(arrays);
    }
  }

  @Test
  void graphAndReportAreSolvedFromCodesOfTheGpu() {
    SharedCauses data = SharedCauses.vectors(2, 6, 5);
    try (SunEstimator learner = SunEstimator.create(data.shapes(), SMALL, 7, GPU)) {
      learner.observe(data.windows(0, 400));
      for (int s = 0; s < 200; s++) {
        learner.step(data.windows(BATCH * s, BATCH * s + BATCH));
      }
      RefitReport solved = learner.refit(data.windows(0, 400), data.windows(50_000, 50_100));
      assertThat(solved.adopted()).as(solved.remark()).isTrue();
      assertThat(learner.infer(data.windows(60_000, 60_050)))
          .allSatisfy(estimate -> assertThat(estimate.loss()).isFinite());
    }
  }
}
