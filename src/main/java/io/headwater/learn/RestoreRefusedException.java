package io.headwater.learn;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A checkpoint does not fit the configuration or is damaged. Trying again would find the same, so
 * Flink is told not to restart the job.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class RestoreRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RestoreRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
