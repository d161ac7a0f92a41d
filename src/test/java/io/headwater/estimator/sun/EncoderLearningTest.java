package io.headwater.estimator.sun;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.estimator.EncoderKind;
import io.headwater.estimator.WindowEstimate;
import io.headwater.window.AlignedWindow;
import java.util.List;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every encoder family, from data whose causes only the encoder can see. */
class EncoderLearningTest {
  private static final SunSettings SMALL = SunSettings.defaults().withHidden(16);
  private static final int BATCH = 32;
  private static final int UNSEEN = 1_000_000;
  private static final int HALF = 300;

  private static SunEstimator trained(AlternatingCauses data, int steps) {
    SunEstimator learner = SunEstimator.create(data.shapes(), SMALL, 3);
    learner.observe(data.windows(0, 200));
    for (int s = 0; s < steps; s++) {
      learner.step(data.windows(BATCH * s, BATCH * (s + 1)));
    }
    return learner;
  }

  @ParameterizedTest
  @EnumSource
  void causesAreRecoveredFarAboveChanceThroughEveryEncoder(EncoderKind encoder) {
    AlternatingCauses data = new AlternatingCauses(encoder, 1);
    try (SunEstimator learner = trained(data, encoder == EncoderKind.RESNET_18 ? 200 : 300);
        SunEstimator untrained = trained(data, 0)) {
      double learned = recovery(learner, data, 0);
      double chance = recovery(learner, data, 1);
      double random = recovery(untrained, data, 0);
      assertThat(chance).isLessThan(0.05);
      assertThat(learned).as("chance %.2f, untrained %.2f", chance, random).isGreaterThan(0.8);
      assertThat(learned).isGreaterThan(random + 0.1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sameSeedAndCallsGiveTheSameBytesWithEveryEncoder(EncoderKind encoder) {
    AlternatingCauses data = new AlternatingCauses(encoder, 2);
    try (SunEstimator one = trained(data, 6);
        SunEstimator two = trained(data, 6)) {
      assertThat(one.save()).isEqualTo(two.save());
    }
  }

  /**
   * R² of the causes by linear regression on the latents of the patterned modality, fitted on one
   * half of unseen windows and measured on the other.
   *
   * @param shift distance of the window whose causes are asked for; other than 0 gives chance
   */
  private static double recovery(SunEstimator learner, AlternatingCauses data, int shift) {
    List<AlignedWindow> windows = data.windows(UNSEEN, UNSEEN + 2 * HALF);
    List<WindowEstimate> estimates = learner.infer(windows);
    SimpleMatrix latents = new SimpleMatrix(2 * HALF, 3);
    SimpleMatrix causes = new SimpleMatrix(2 * HALF, AlternatingCauses.CAUSES);
    for (int r = 0; r < 2 * HALF; r++) {
      float[] mean = estimates.get(r).modalities().get(0).mean();
      latents.setRow(r, 0, 1, mean[0], mean[1]);
      causes.setRow(r, 0, data.causes(UNSEEN + r + shift));
    }
    SimpleMatrix fit = latents.rows(0, HALF).solve(causes.rows(0, HALF));
    SimpleMatrix error = causes.rows(HALF, 2 * HALF).minus(latents.rows(HALF, 2 * HALF).mult(fit));
    double whole = causes.rows(HALF, 2 * HALF).normF();
    return 1 - Math.pow(error.normF() / whole, 2);
  }
}
