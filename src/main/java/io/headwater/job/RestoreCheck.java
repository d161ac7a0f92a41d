package io.headwater.job;

import io.headwater.config.HeadwaterConfig;
import io.headwater.config.ModelShape;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a job may go on from a checkpoint under a configuration, asked before it starts. */
public final class RestoreCheck {
  private static final Logger LOG = LoggerFactory.getLogger(RestoreCheck.class);

  private RestoreCheck() {}

  /**
   * Why it may not, as a sentence; empty when it may. A checkpoint of a release that kept no shape
   * is let through with a warning; the estimator's own check follows when the job starts.
   *
   * @param uri a completed checkpoint or savepoint
   * @throws IOException when it cannot be read
   */
  public static Optional<String> problem(String uri, HeadwaterConfig config) throws IOException {
    ModelShape configured = ModelShape.of(config);
    Optional<ModelShape> kept = CheckpointShape.read(uri);
    Optional<String> problem = problem(uri, kept, configured);
    if (problem.isEmpty() && kept.isPresent() && !sameFingerprint(kept.get(), configured)) {
      LOG.info(
          "The model goes on under other settings of learning: fingerprint {} becomes {}.",
          kept.get().fingerprint(),
          configured.fingerprint());
    }
    return problem;
  }

  /**
   * The same for a scorer, whose windows in state and models have the shape of its configuration.
   *
   * @param uri a completed checkpoint or savepoint
   * @throws IOException when it cannot be read
   */
  public static Optional<String> scoringProblem(String uri, HeadwaterConfig config)
      throws IOException {
    ModelShape configured = ModelShape.of(config);
    Optional<ModelShape> kept = CheckpointShape.readScorer(uri);
    Optional<String> problem = problem(uri, kept, configured);
    if (problem.isEmpty() && kept.isPresent() && !sameFingerprint(kept.get(), configured)) {
      LOG.warn(
          "The checkpoint's model was learned under other settings (fingerprint {}; now {}): it is put aside, and windows wait for a model of this configuration.",
          kept.get().fingerprint(),
          configured.fingerprint());
    }
    return problem;
  }

  private static Optional<String> problem(
      String uri, Optional<ModelShape> kept, ModelShape configured) {
    if (kept.isEmpty()) {
      LOG.warn(
          "The checkpoint {} does not say what shaped its model, as it is of an early release; windows and seed are taken on trust.",
          uri);
    }
    return kept.flatMap(shape -> shape.problem(configured));
  }

  private static boolean sameFingerprint(ModelShape one, ModelShape other) {
    return one.fingerprint().equals(other.fingerprint());
  }
}
