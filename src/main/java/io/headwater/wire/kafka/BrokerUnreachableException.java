package io.headwater.wire.kafka;

/** No broker answered; the message names the address and says what to do. */
public final class BrokerUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerUnreachableException(String bootstrap, Throwable cause) {
    super(
        "No Kafka broker answered at %s within %d s; start one there, or set kafka.bootstrap to where it listens."
            .formatted(bootstrap, Topics.PATIENCE.toSeconds()),
        cause);
  }
}
