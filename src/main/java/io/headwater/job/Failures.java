package io.headwater.job;

/**
 * Finds, below the wrappers that a cluster puts around it, the failure that a person can act on.
 */
public final class Failures {
  private Failures() {}

  /** The innermost cause that carries a message. */
  public static Exception root(Throwable failure) {
    Throwable told = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
        told = cause;
      }
    }
    return told instanceof Exception exception ? exception : new IllegalStateException(told);
  }
}
