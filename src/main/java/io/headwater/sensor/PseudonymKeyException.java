package io.headwater.sensor;

import java.io.IOException;
import java.nio.file.Path;

/** There is no usable key of pseudonyms; the message names its file and says what to do. */
public final class PseudonymKeyException extends IOException {
  private static final long serialVersionUID = 1L;

  PseudonymKeyException(Path file, String what) {
    super(
        "The key of pseudonyms %s %s. For a new one: head -c %d /dev/urandom > FILE; chmod 600 FILE. With another key everybody gets another name."
            .formatted(file, what, Pseudonyms.LEAST_KEY_BYTES));
  }
}
