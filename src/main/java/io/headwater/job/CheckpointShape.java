package io.headwater.job;

import io.headwater.config.ModelShape;
import io.headwater.learn.LearnerOperator;
import io.headwater.learn.ShapeState;
import io.headwater.score.ScoreOperator;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.runtime.state.OperatorStateHandle;

/**
 * Looks into a checkpoint or savepoint, without a cluster, for the shape of the model that its job
 * learns or scores with.
 */
public final class CheckpointShape {
  private CheckpointShape() {}

  /**
   * The shape of the learner's model; empty in checkpoints of releases before there was one.
   *
   * @param uri a completed checkpoint or savepoint, as {@link Checkpoints#newest} finds it
   * @throws IOException when it cannot be read, or holds no learner; names it
   */
  public static Optional<ModelShape> read(String uri) throws IOException {
    return read(uri, LearnerOperator.LEARNER, LearnerOperator.SHAPE, "learner", "learn");
  }

  /**
   * The shape of what scorers keep, windows and model; empty in checkpoints of before there was
   * one.
   *
   * @param uri a completed checkpoint or savepoint
   * @throws IOException when it cannot be read, or holds no scorer; names it
   */
  public static Optional<ModelShape> readScorer(String uri) throws IOException {
    return read(uri, ScoreOperator.MODEL, ScoreOperator.SHAPE, "scorer", "score");
  }

  private static Optional<ModelShape> read(
      String uri, String own, String shape, String operator, String command) throws IOException {
    for (OperatorStateHandle handle : CheckpointStates.handles(uri)) {
      if (handle.getStateNameToPartitionOffsets().containsKey(own)) {
        return CheckpointStates.list(handle, shape).stream().findFirst().map(ShapeState::read);
      }
    }
    throw new IOException(
        "The checkpoint %s holds no %s; it is of another job. Name one of '%s'."
            .formatted(uri, operator, command));
  }
}
