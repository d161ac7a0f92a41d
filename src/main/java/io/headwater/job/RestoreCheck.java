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
    if (kept.isEmpty()) {
      LOG.warn(
          "The checkpoint {} does not say what shaped its model, as it is of an early release; windows and seed are taken on trust.",
          uri);
      return Optional.empty();
    }
    Optional<String> problem = kept.get().problem(configured);
    if (problem.isEmpty() && !kept.get().fingerprint().equals(configured.fingerprint())) {
      LOG.info(
          "The model goes on under other settings of learning: fingerprint {} becomes {}.",
          kept.get().fingerprint(),
          configured.fingerprint());
    }
    return problem;
  }
}
