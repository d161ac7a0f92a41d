package io.headwater.job;

import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.baseline.BaselineEstimator;
import io.headwater.estimator.baseline.BaselineKind;
import io.headwater.estimator.baseline.BaselineSettings;
import io.headwater.learn.EstimatorFactory;
import java.util.List;

/** Makes a {@link BaselineEstimator} on the task that will run it. */
record BaselineFactory(
    BaselineKind kind,
    List<ModalityShape> shapes,
    int hidden,
    double learningRate,
    double weightDecay,
    int refitSteps,
    long seed)
    implements EstimatorFactory {
  BaselineFactory {
    shapes = List.copyOf(shapes);
  }

  @Override
  public Estimator create(int gpu) {
    BaselineSettings settings = new BaselineSettings(hidden, learningRate, weightDecay, refitSteps);
    return BaselineEstimator.create(kind, shapes, settings, seed, gpu);
  }
}
