package io.headwater.dashboard;

/** The page cannot or must not listen there; the message says why and what to do. */
public final class BindingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BindingException(String message) {
    super(message);
  }

  BindingException(String message, Throwable cause) {
    super(message, cause);
  }
}
