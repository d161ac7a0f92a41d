package io.headwater.wire.kafka;

import io.headwater.config.KafkaConfig;

/** No broker answered; the message names the address and says what to do. */
public final class BrokerUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerUnreachableException(KafkaConfig kafka, Throwable cause) {
    super(
        "No Kafka broker answered at %s within %d s; start one there, or set kafka.bootstrap to where it listens.%s"
            .formatted(kafka.bootstrap(), Topics.PATIENCE.toSeconds(), protocol(kafka)),
        cause);
  }

  /** Broker and client that speak different protocols wait for each other in silence. */
  private static String protocol(KafkaConfig kafka) {
    String protocol = kafka.properties().get("security.protocol");
    return protocol == null
        ? " If it wants TLS or a login, set kafka.properties.security.protocol."
        : " If it listens there, check that it speaks " + protocol + ".";
  }
}
