package io.headwater.job;

import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.SharedBlock;
import io.headwater.estimator.SunEstimator;
import io.headwater.estimator.SunSettings;
import io.headwater.learn.EstimatorFactory;
import io.headwater.model.latent.GraphConstraints;
import java.util.List;

/** Makes a {@link SunEstimator} on the task that will run it. */
record SunFactory(
    List<ModalityShape> shapes,
    List<SharedBlock> shared,
    int hidden,
    double learningRate,
    int replicas,
    int refitSteps,
    GraphConstraints graph,
    long seed)
    implements EstimatorFactory {
  SunFactory {
    shapes = List.copyOf(shapes);
    shared = List.copyOf(shared);
  }

  @Override
  public Estimator create(int gpu) {
    SunSettings settings =
        SunSettings.defaults()
            .withHidden(hidden)
            .withLearningRate(learningRate)
            .withReplicas(replicas)
            .withRefitSteps(refitSteps)
            .withGraph(graph);
    return SunEstimator.create(shapes, shared, settings, seed, gpu);
  }
}
