package io.headwater.sensor;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads one recording as a stream of chunks in constant memory.
 *
 * <p>A file whose header cannot be trusted is refused by the factory with a {@link
 * RecordingException}; single bad rows come out as {@link RejectedRecord}.
 */
public interface ChunkReader extends Closeable {
  /** The next record in time order, or empty at the end of the recording. */
  Optional<SensorRecord> next() throws IOException;

  /**
   * What the reader noticed and handled without rejecting anything (gaps, corrected days), one
   * sentence each; complete once {@link #next} has returned empty.
   */
  default List<String> notes() {
    return List.of();
  }
}
