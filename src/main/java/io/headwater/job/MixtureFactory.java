package io.headwater.job;

import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.mixture.MixtureEstimator;
import io.headwater.estimator.mixture.MixtureSettings;
import io.headwater.learn.EstimatorFactory;
import io.headwater.model.mixture.OutcomeSpace;
import io.headwater.model.mixture.PhysicsFormula;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a {@link MixtureEstimator} on the task that will run it.
 *
 * @param experts word of a formula by modality
 */
record MixtureFactory(
    List<ModalityShape> shapes,
    int hidden,
    double learningRate,
    double weightDecay,
    int refitSteps,
    int dimensions,
    List<Integer> categories,
    Map<String, String> experts,
    long seed)
    implements EstimatorFactory {
  MixtureFactory {
    shapes = List.copyOf(shapes);
    categories = List.copyOf(categories);
    experts = Map.copyOf(experts);
  }

  @Override
  public Estimator create(int gpu) {
    Map<String, PhysicsFormula> formulas = new TreeMap<>();
    experts.forEach((modality, word) -> formulas.put(modality, PhysicsFormula.of(word)));
    MixtureSettings settings =
        new MixtureSettings(
            hidden,
            learningRate,
            weightDecay,
            refitSteps,
            dimensions,
            new OutcomeSpace(categories),
            formulas);
    return MixtureEstimator.create(shapes, settings, seed, gpu);
  }
}
