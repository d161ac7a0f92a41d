package io.headwater.fault;

import io.headwater.job.CheckpointStates;
import io.headwater.learn.LearnerOperator;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.runtime.state.OperatorStateHandle;

/**
 * The learner's whole state out of a savepoint: counts, unfinished batch, reservoirs, weights,
 * moments, random state, normalisers, versions, and the windows that wait for their watermark.
 */
final class LearnerStateBytes {
  private static final List<String> STATES = List.of(LearnerOperator.LEARNER, "pending-windows");

  private LearnerStateBytes() {}

  /** SHA-256 over all of it. */
  static String sha256(String savepoint) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    boolean found = false;
    for (String state : STATES) {
      for (OperatorStateHandle handle : CheckpointStates.handles(savepoint)) {
        for (byte[] bytes : CheckpointStates.list(handle, state)) {
          digest.update(bytes);
          found |= state.equals(LearnerOperator.LEARNER);
        }
      }
    }
    if (!found) {
      throw new IllegalStateException("There is no learner's state in " + savepoint + ".");
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
