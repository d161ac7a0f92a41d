package io.headwater.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.baseline.BaselineEstimator;
import io.headwater.estimator.baseline.BaselineKind;
import io.headwater.estimator.baseline.BaselineSettings;
import io.headwater.estimator.coupled.CoupledEstimator;
import io.headwater.estimator.coupled.CoupledSettings;
import io.headwater.estimator.mixture.MixtureEstimator;
import io.headwater.estimator.mixture.MixtureSettings;
import io.headwater.estimator.partial.PartialEstimator;
import io.headwater.estimator.partial.PartialSettings;
import io.headwater.estimator.sun.SunEstimator;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.model.mixture.OutcomeSpace;
import io.headwater.model.sharing.PullSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Steps at rates that drive weights out of the range in which a loss or its gradient can be
 * computed: whatever cannot be used is skipped whole, by every kind of estimator.
 */
class SkippedStepTest {
  /** Of a skipped step: its number, skipped ones of the optimiser and of the estimator. */
  private static final int COUNTER_BYTES = 24;

  private static final int HIDDEN = 16;
  private static final int SOLVE_STEPS = 20;
  private static final double NO_DECAY = 0;

  private enum Kind {
    SUN {
      @Override
      Estimator create(double rate) {
        return SunEstimator.create(
            LearnCase.SHAPES, LearnCase.SETTINGS.withLearningRate(rate), LearnCase.SEED);
      }
    },
    COUPLED {
      @Override
      Estimator create(double rate) {
        CoupledSettings settings =
            CoupledSettings.of(CoupledSettings.Geometry.BOX)
                .withHidden(HIDDEN)
                .withRefitSteps(SOLVE_STEPS)
                .withLearningRate(rate);
        return CoupledEstimator.create(LearnCase.SHAPES, settings, LearnCase.SEED, -1);
      }
    },
    MIXTURE {
      @Override
      Estimator create(double rate) {
        MixtureSettings settings =
            new MixtureSettings(
                HIDDEN, rate, NO_DECAY, SOLVE_STEPS, 2, new OutcomeSpace(List.of(2, 2)), Map.of());
        return MixtureEstimator.create(LearnCase.SHAPES, settings, LearnCase.SEED, -1);
      }
    },
    SHARED {
      @Override
      Estimator create(double rate) {
        PartialSettings settings =
            PartialSettings.defaults()
                .withEncoders(HIDDEN, rate, NO_DECAY)
                .withPull(new PullSchedule(0, 1, PartialSettings.DEFAULT_WEIGHT));
        return PartialEstimator.create(LearnCase.SHAPES, settings, LearnCase.SEED, -1);
      }
    },
    BETA_VAE {
      @Override
      Estimator create(double rate) {
        return baseline(BaselineKind.BETA_VAE, rate);
      }
    },
    SUN_AS_PUBLISHED {
      @Override
      Estimator create(double rate) {
        return baseline(BaselineKind.SUN_AS_PUBLISHED, rate);
      }
    };

    abstract Estimator create(double rate);

    private static Estimator baseline(BaselineKind kind, double rate) {
      return BaselineEstimator.create(
          kind,
          LearnCase.SHAPES,
          new BaselineSettings(HIDDEN, rate, NO_DECAY, SOLVE_STEPS),
          LearnCase.SEED,
          -1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStepThatCannotBeUsedLeavesNoTraceButItsCount(Kind kind) {
    int skipped = 0;
    for (double rate : new double[] {1e6, 3e3, 10}) {
      WatchedEstimator watched = new WatchedEstimator(kind.create(rate));
      try (StreamLearner learner =
          new StreamLearner(watched, null, LearnCase.LEARNING, LearnCase.SEED)) {
        Published published = new Published();
        learner.accept(LearnCase.windows(0, 60), published);
        assertThat(published.latents).hasSize(60).allMatch(SkippedStepTest::isFinite);
        assertThat(watched.steps.get(0).applied()).isTrue();
        for (int i = 0; i < watched.steps.size(); i++) {
          if (!watched.steps.get(i).applied()) {
            skipped++;
            assertThat(watched.changedBytes.get(i))
                .as(
                    "bytes changed by step %d at rate %s, loss %s, gradient norm %s"
                        .formatted(
                            i,
                            rate,
                            watched.steps.get(i).loss(),
                            watched.steps.get(i).gradientNorm()))
                .isLessThanOrEqualTo(COUNTER_BYTES);
          }
        }
      }
    }
    assertThat(skipped).isPositive();
  }

  /** The latents of a stream. */
  private static final class Published implements LearnerOutputs {
    private final List<LatentRecord> latents = new ArrayList<>();

    @Override
    public void latent(LatentRecord latent, double referenceLoss) {
      latents.add(latent);
    }

    @Override
    public void graph(CausalGraph graph, IdentifiabilityReport report) {}

    @Override
    public void model(byte[] state, long parentVersion) {}
  }

  private static boolean isFinite(LatentRecord latent) {
    for (ModalityEstimate m : latent.estimate().modalities()) {
      for (float[] part : List.of(m.mean(), m.deviation())) {
        for (float value : part) {
          if (!Float.isFinite(value)) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
