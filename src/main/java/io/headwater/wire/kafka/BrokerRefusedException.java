package io.headwater.wire.kafka;

/** A broker answered and will not have us, or we will not have it; the message says why. */
public final class BrokerRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerRefusedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
