package io.headwater.fault;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.OperatorStateHandle;

/**
 * The learner's whole state out of a savepoint: counts, unfinished batch, reservoirs, weights,
 * moments, random state, normalisers, versions, and the windows that wait for their watermark.
 */
final class LearnerStateBytes {
  private LearnerStateBytes() {}

  /** SHA-256 over all of it. */
  static String sha256(String savepoint) throws Exception {
    byte[] learner = read(savepoint, "learner");
    if (learner.length == 0) {
      throw new IllegalStateException("There is no learner's state in " + savepoint + ".");
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(learner);
    digest.update(read(savepoint, "pending-windows"));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] read(String savepoint, String state) throws IOException {
    Path metadata = Path.of(java.net.URI.create(savepoint)).resolve("_metadata");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream file = Files.newInputStream(metadata)) {
      CheckpointMetadata checkpoint =
          Checkpoints.loadCheckpointMetadata(
              new DataInputStream(file), LearnerStateBytes.class.getClassLoader(), savepoint);
      for (OperatorState operator : checkpoint.getOperatorStates()) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
            append(handle, state, bytes);
          }
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void append(OperatorStateHandle handle, String state, ByteArrayOutputStream to)
      throws IOException {
    var partitions = handle.getStateNameToPartitionOffsets().get(state);
    if (partitions == null) {
      return;
    }
    try (FSDataInputStream in = handle.openInputStream()) {
      for (long offset : partitions.getOffsets()) {
        in.seek(offset);
        to.write(
            BytePrimitiveArraySerializer.INSTANCE.deserialize(new DataInputViewStreamWrapper(in)));
      }
    }
  }
}
