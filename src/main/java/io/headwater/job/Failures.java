package io.headwater.job;

/**
 * Finds, below the wrappers that a cluster puts around it, the failure that a person can act on.
 */
public final class Failures {
  private Failures() {}

  private static final String OUR_PACKAGES = "io.headwater.";

  /**
   * The innermost failure of ours, whose message says what to do; when there is none, the innermost
   * cause that carries a message.
   */
  public static Exception root(Throwable failure) {
    Throwable told = failure;
    boolean ours = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      boolean own = cause.getClass().getName().startsWith(OUR_PACKAGES);
      boolean speaks = cause.getMessage() != null && !cause.getMessage().isBlank();
      if (speaks && (own || !ours)) {
        told = cause;
        ours = own;
      }
    }
    return told instanceof Exception exception ? exception : new IllegalStateException(told);
  }
}
