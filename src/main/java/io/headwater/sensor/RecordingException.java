package io.headwater.sensor;

import java.io.IOException;
import java.nio.file.Path;

/** A recording that cannot be read; the message is a sentence for the person who supplied it. */
public final class RecordingException extends IOException {
  private static final long serialVersionUID = 1L;

  public RecordingException(Path file, String problem) {
    super(file + ": " + problem);
  }

  public RecordingException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
