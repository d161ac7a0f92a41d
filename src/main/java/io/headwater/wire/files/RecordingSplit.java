package io.headwater.wire.files;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The whole input as one split.
 *
 * @param emitted records already emitted; a restored reader skips as many
 */
public record RecordingSplit(long emitted) implements SourceSplit {
  static final String ID = "recordings";

  @Override
  public String splitId() {
    return ID;
  }
}
