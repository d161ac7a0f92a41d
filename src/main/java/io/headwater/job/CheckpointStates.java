package io.headwater.job;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.OperatorStateHandle;

/** Reads lists of bytes that operators keep out of a checkpoint or savepoint, without a cluster. */
public final class CheckpointStates {
  private CheckpointStates() {}

  /**
   * What the operators' subtasks have kept.
   *
   * @param uri a completed checkpoint or savepoint, as {@link Checkpoints#newest} finds it
   * @throws IOException when it cannot be read; names it
   */
  public static List<OperatorStateHandle> handles(String uri) throws IOException {
    List<OperatorStateHandle> handles = new ArrayList<>();
    for (OperatorState operator : metadata(uri).getOperatorStates()) {
      for (OperatorSubtaskState subtask : operator.getStates()) {
        handles.addAll(subtask.getManagedOperatorState());
      }
    }
    return handles;
  }

  private static CheckpointMetadata metadata(String uri) throws IOException {
    Path file = new Path(uri, Checkpoints.COMPLETE);
    FileSystem files = file.getFileSystem();
    try (DataInputStream in = new DataInputStream(files.open(file))) {
      return org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(
          in, CheckpointStates.class.getClassLoader(), uri);
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "The checkpoint %s cannot be read (%s); it is damaged or of another release of Flink. Name another one."
              .formatted(uri, e.getMessage()),
          e);
    }
  }

  /** The items of a list of bytes by its name; none where the subtask has no such state. */
  public static List<byte[]> list(OperatorStateHandle handle, String state) throws IOException {
    List<byte[]> items = new ArrayList<>();
    OperatorStateHandle.StateMetaInfo found = handle.getStateNameToPartitionOffsets().get(state);
    if (found == null) {
      return items;
    }
    try (FSDataInputStream in = handle.openInputStream()) {
      for (long offset : found.getOffsets()) {
        in.seek(offset);
        items.add(
            BytePrimitiveArraySerializer.INSTANCE.deserialize(new DataInputViewStreamWrapper(in)));
      }
    }
    return items;
  }
}
