package io.headwater.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.mixture.MixtureEstimator;
import io.headwater.estimator.mixture.MixtureSettings;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mixture latents in the stream: test, then train, and a checkpoint between two re-solves. */
final class MixtureStreamTest {
  private static final int CHECKPOINT = 403; // within a batch, after the first solve

  private static StreamLearner learner() {
    return new StreamLearner(estimator(), estimator(), LearnCase.LEARNING, LearnCase.SEED);
  }

  private static Estimator estimator() {
    MixtureSettings settings =
        MixtureSettings.of(2, List.of(2, 2)).withHidden(16).withRefitSteps(20);
    return MixtureEstimator.create(
        LearnCase.SHAPES, settings, LearnCase.SEED, MixtureEstimator.CPU);
  }

  /** What came out, in order. */
  private static final class Heard implements LearnerOutputs {
    private final List<Object> all = new ArrayList<>();

    @Override
    public void latent(LatentRecord latent, double referenceLoss) {
      for (ModalityEstimate m : latent.estimate().modalities()) {
        all.add(Arrays.toString(m.mean()) + Arrays.toString(m.deviation()) + m.present());
      }
    }

    @Override
    public void graph(CausalGraph graph, IdentifiabilityReport report) {
      all.add(graph);
      all.add(report);
    }

    @Override
    public void model(byte[] state, long parentVersion) {
      all.add(List.of(state.length, parentVersion));
    }
  }

  @Test
  void aLearnerRestoredFromACheckpointGoesOnBitForBit() {
    try (StreamLearner whole = learner();
        StreamLearner restored = learner()) {
      Heard first = new Heard();
      whole.accept(LearnCase.windows(0, CHECKPOINT), first);
      restored.restore(whole.save());
      Heard one = new Heard();
      Heard other = new Heard();
      whole.accept(LearnCase.windows(CHECKPOINT, 520), one);
      restored.accept(LearnCase.windows(CHECKPOINT, 520), other);
      whole.finish(one);
      restored.finish(other);
      assertThat(other.all).isEqualTo(one.all);
      assertThat(restored.save()).isEqualTo(whole.save());
      assertThat(whole.estimator().graph().nodes()).hasSize(2);
    }
  }
}
