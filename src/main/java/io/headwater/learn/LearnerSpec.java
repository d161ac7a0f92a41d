package io.headwater.learn;

import io.headwater.config.LearningConfig;
import io.headwater.config.ModelShape;
import java.io.Serializable;
import java.util.Objects;

/**
 * What a learner operator is made from.
 *
 * @param factory makes the estimator
 * @param learning batches and positions
 * @param seed seed of reservoir and draws
 * @param models where model states go
 * @param shape what the model is shaped by; a checkpoint of another shape is refused
 * @param gpuOrNull index of the GPU to learn on; null takes what Flink hands over
 * @param withUntrainedReference also score every window with the untrained network
 */
public record LearnerSpec(
    EstimatorFactory factory,
    LearningConfig learning,
    long seed,
    ModelStore models,
    ModelShape shape,
    Integer gpuOrNull,
    boolean withUntrainedReference)
    implements Serializable {
  public LearnerSpec {
    Objects.requireNonNull(factory, "factory");
    Objects.requireNonNull(learning, "learning");
    Objects.requireNonNull(models, "models");
    Objects.requireNonNull(shape, "shape");
  }

  StreamLearner newLearner(int gpu) {
    return new StreamLearner(
        factory.create(gpu), withUntrainedReference ? factory.create(gpu) : null, learning, seed);
  }
}
