package io.headwater.cli;

/** A command line that does not hang together; the message says how it would. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
