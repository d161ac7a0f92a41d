package io.headwater.job;

import io.headwater.config.ModelShape;
import io.headwater.learn.LearnerOperator;
import io.headwater.learn.ShapeState;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.runtime.state.OperatorStateHandle;

/**
 * Looks into a checkpoint or savepoint, without a cluster, for the shape of the model that it
 * holds.
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
    for (OperatorStateHandle handle : CheckpointStates.handles(uri)) {
      if (handle.getStateNameToPartitionOffsets().containsKey(LearnerOperator.LEARNER)) {
        return CheckpointStates.list(handle, LearnerOperator.SHAPE).stream()
            .findFirst()
            .map(ShapeState::read);
      }
    }
    throw new IOException(
        "The checkpoint " + uri + " holds no learner; it is of another job. Name one of 'learn'.");
  }
}
