package io.headwater.job;

import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.SharedBlock;
import io.headwater.estimator.sun.CountingEstimator;
import io.headwater.estimator.sun.SunEstimator;
import io.headwater.estimator.sun.SunSettings;
import io.headwater.learn.EstimatorFactory;
import io.headwater.model.latent.GraphConstraints;
import java.util.List;
import java.util.Set;

/**
 * Makes a {@link SunEstimator} on the task that will run it, within a {@link CountingEstimator}
 * where latents are counted.
 *
 * @param counted names of the modalities whose latents are counted
 */
record SunFactory(
    List<ModalityShape> shapes,
    Set<String> counted,
    List<SharedBlock> shared,
    int hidden,
    double learningRate,
    double weightDecay,
    int replicas,
    int refitSteps,
    GraphConstraints graph,
    long seed)
    implements EstimatorFactory {
  SunFactory {
    shapes = List.copyOf(shapes);
    counted = Set.copyOf(counted);
    shared = List.copyOf(shared);
  }

  @Override
  public Estimator create(int gpu) {
    SunSettings settings =
        SunSettings.defaults()
            .withHidden(hidden)
            .withLearningRate(learningRate)
            .withWeightDecay(weightDecay)
            .withReplicas(replicas)
            .withRefitSteps(refitSteps)
            .withGraph(graph);
    return counted.isEmpty()
        ? SunEstimator.create(shapes, shared, settings, seed, gpu)
        : CountingEstimator.create(shapes, counted, settings, seed, gpu);
  }
}
