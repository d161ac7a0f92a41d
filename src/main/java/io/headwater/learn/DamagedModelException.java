package io.headwater.learn;

import java.io.IOException;

/** A model file whose bytes are not those that were written; reading it again will not help. */
public final class DamagedModelException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedModelException(String message) {
    super(message);
  }
}
