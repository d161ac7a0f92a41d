package io.headwater.score;

import io.headwater.config.ModelShape;
import io.headwater.learn.EstimatorFactory;
import java.io.Serializable;
import java.util.Objects;

/**
 * What a scorer is made from.
 *
 * @param factory makes the estimators that models are restored into
 * @param choice which versions are wanted
 * @param shape what the configuration that scores shapes models by; a checkpoint of another shape
 *     is refused
 */
public record ScoreSpec(EstimatorFactory factory, ModelChoice choice, ModelShape shape)
    implements Serializable {
  public ScoreSpec {
    Objects.requireNonNull(factory, "factory");
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(shape, "shape");
  }

  /** Fingerprint of the configuration that scores; models of another one are not used. */
  String configFingerprint() {
    return shape.fingerprint();
  }
}
