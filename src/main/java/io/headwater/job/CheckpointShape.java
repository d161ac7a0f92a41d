package io.headwater.job;

import io.headwater.config.ModelShape;
import io.headwater.learn.LearnerOperator;
import io.headwater.learn.ShapeState;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
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
    for (OperatorState operator : metadata(uri).getOperatorStates()) {
      for (OperatorSubtaskState subtask : operator.getStates()) {
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
          if (handle.getStateNameToPartitionOffsets().containsKey(LearnerOperator.LEARNER)) {
            return shape(handle);
          }
        }
      }
    }
    throw new IOException(
        "The checkpoint " + uri + " holds no learner; it is of another job. Name one of 'learn'.");
  }

  private static CheckpointMetadata metadata(String uri) throws IOException {
    Path file = new Path(uri, Checkpoints.COMPLETE);
    FileSystem files = file.getFileSystem();
    try (DataInputStream in = new DataInputStream(files.open(file))) {
      return org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(
          in, CheckpointShape.class.getClassLoader(), uri);
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "The checkpoint %s cannot be read (%s); it is damaged or of another release of Flink. Name another one."
              .formatted(uri, e.getMessage()),
          e);
    }
  }

  private static Optional<ModelShape> shape(OperatorStateHandle handle) throws IOException {
    OperatorStateHandle.StateMetaInfo shape =
        handle.getStateNameToPartitionOffsets().get(LearnerOperator.SHAPE);
    if (shape == null || shape.getOffsets().length == 0) {
      return Optional.empty();
    }
    try (FSDataInputStream in = handle.openInputStream()) {
      in.seek(shape.getOffsets()[0]);
      return Optional.of(
          ShapeState.read(
              BytePrimitiveArraySerializer.INSTANCE.deserialize(
                  new DataInputViewStreamWrapper(in))));
    }
  }
}
