package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.ScenarioWindows;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.count.LatentRest;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.estimator.network.RestOfSummaries;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderRestartsTest {
  private static final int WINDOWS = 2000;
  private static final int FITTED = 1800;
  private static final int BATCH = 64;

  /** What restarts did, and the network before and after. */
  private record Outcome(
      String sentence,
      float[] before,
      float[] after,
      double missingBefore,
      double missingAfter,
      long steps,
      long skipped) {}

  @Test
  void encodersThatMissNothingStayAsTheyAre() {
    Outcome outcome = run(2, 600, 20);
    assertThat(outcome.missingBefore()).isLessThan(LatentRest.Share.MOST);
    assertThat(outcome.sentence()).isEmpty();
    assertThat(outcome.after()).containsExactly(outcome.before());
    assertThat(outcome.steps()).isEqualTo(600);
  }

  /** Few steps on the stream, more at a restart: another start must do better. */
  @Test
  void theNetworkThatLeavesLeastGoesOn() {
    Outcome outcome = run(2, 40, 400);
    assertThat(outcome.sentence()).contains("Encoders begun anew");
    assertThat(outcome.missingAfter()).isLessThan(outcome.missingBefore());
    assertThat(outcome.after()).isNotEqualTo(outcome.before());
    assertThat(outcome.steps()).as("of both").isGreaterThan(40 + 40);
    assertThat(outcome.skipped()).isZero();
  }

  @Test
  void whereNoStartHelpsTheSentenceSaysWhatIsLeftAndBitsRepeat() {
    Outcome once = run(1, 200, 30);
    Outcome again = run(1, 200, 30);
    assertThat(once.sentence()).contains("starts tried: 3").doesNotContain("nothing");
    assertThat(again.sentence()).isEqualTo(once.sentence());
    assertThat(again.after()).containsExactly(once.after());
    assertThat(once.missingAfter()).isLessThanOrEqualTo(once.missingBefore());
  }

  /**
   * @param latents of the first of two modalities, which have two each
   */
  private static Outcome run(int latents, int steps, int refitSteps) {
    ScenarioWindows data = new ScenarioWindows("s1", 12, WINDOWS);
    List<ModalityShape> shapes = new ArrayList<>(data.shapes());
    shapes.set(0, shapes.get(0).withLatents(latents));
    List<ModalityIntake> intakes = shapes.stream().map(ModalityIntake::new).toList();
    List<AlignedWindow> reservoir = data.windows(0, FITTED);
    List<AlignedWindow> heldOut = data.windows(FITTED, WINDOWS);
    for (AlignedWindow window : reservoir) {
      intakes.forEach(intake -> intake.observe(window.grid(intake.shape().name())));
    }
    SunSettings settings = SunSettings.defaults().withHidden(32).withRefitSteps(refitSteps);
    try (BottleneckNetwork network =
        new BottleneckNetwork(intakes, settings.network(), 3, Device.cpu())) {
      for (int s = 0; s < steps; s++) {
        int from = s * BATCH % (FITTED - BATCH);
        network.step(WindowBatch.read(intakes, reservoir.subList(from, from + BATCH)));
      }
      float[] before = network.parameters();
      double missing = missing(intakes, network, reservoir, heldOut);
      String sentence =
          new EncoderRestarts(intakes, network, settings, 5).run(reservoir, heldOut).sentence();
      return new Outcome(
          sentence,
          before,
          network.parameters(),
          missing,
          missing(intakes, network, reservoir, heldOut),
          network.steps(),
          network.skippedSteps());
    }
  }

  private static double missing(
      List<ModalityIntake> intakes,
      BottleneckNetwork network,
      List<AlignedWindow> reservoir,
      List<AlignedWindow> heldOut) {
    return Arrays.stream(RestOfSummaries.measure(intakes, network::freeze, reservoir, heldOut))
        .mapToDouble(LatentRest.Share::value)
        .max()
        .orElseThrow();
  }
}
