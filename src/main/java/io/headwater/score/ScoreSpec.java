package io.headwater.score;

import io.headwater.learn.EstimatorFactory;
import java.io.Serializable;
import java.util.Objects;

/**
 * What a scorer is made from.
 *
 * @param factory makes the estimators that models are restored into
 * @param choice which versions are wanted
 * @param configFingerprint fingerprint of the configuration that scores
 */
public record ScoreSpec(EstimatorFactory factory, ModelChoice choice, String configFingerprint)
    implements Serializable {
  public ScoreSpec {
    Objects.requireNonNull(factory, "factory");
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(configFingerprint, "configFingerprint");
  }
}
