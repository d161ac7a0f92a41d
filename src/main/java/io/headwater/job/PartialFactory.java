package io.headwater.job;

import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.partial.PartialEstimator;
import io.headwater.estimator.partial.PartialSettings;
import io.headwater.learn.EstimatorFactory;
import io.headwater.model.sharing.PullSchedule;
import io.headwater.model.sharing.SharingRule;
import java.util.List;

/** Makes a {@link PartialEstimator} on the task that will run it. */
record PartialFactory(
    List<ModalityShape> shapes,
    int hidden,
    double learningRate,
    double weightDecay,
    int replicas,
    int refitSteps,
    boolean specificMayCause,
    double kappa,
    double grey,
    double weight,
    int warmUp,
    int ramp,
    long seed)
    implements EstimatorFactory {
  PartialFactory {
    shapes = List.copyOf(shapes);
  }

  @Override
  public Estimator create(int gpu) {
    PartialSettings settings =
        PartialSettings.defaults()
            .withEncoders(hidden, learningRate, weightDecay)
            .withSolve(replicas, refitSteps)
            .withPull(new PullSchedule(warmUp, ramp, weight))
            .withRule(new SharingRule(kappa, grey))
            .withSpecificMayCause(specificMayCause);
    return PartialEstimator.create(shapes, settings, seed, gpu);
  }
}
