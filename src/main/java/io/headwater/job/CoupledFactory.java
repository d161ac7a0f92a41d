package io.headwater.job;

import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.coupled.CoupledEstimator;
import io.headwater.estimator.coupled.CoupledSettings;
import io.headwater.learn.EstimatorFactory;
import java.util.List;

/** Makes a {@link CoupledEstimator} on the task that will run it. */
record CoupledFactory(List<ModalityShape> shapes, CoupledSettings settings, long seed)
    implements EstimatorFactory {
  CoupledFactory {
    shapes = List.copyOf(shapes);
  }

  @Override
  public Estimator create(int gpu) {
    return CoupledEstimator.create(shapes, settings, seed, gpu);
  }
}
