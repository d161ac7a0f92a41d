package io.headwater.score;

/**
 * A model whose bytes are as they were written, but of which this release can make no estimator.
 */
public final class ModelNotRestoredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ModelNotRestoredException(LoadedModel model, RuntimeException cause) {
    super(
        "Model version %d has the bytes that its snapshot tells, but cannot be restored, and there is no other to score with: %s Score with the release that learned it, or a newer one."
            .formatted(model.version(), cause.getMessage()),
        cause);
  }
}
