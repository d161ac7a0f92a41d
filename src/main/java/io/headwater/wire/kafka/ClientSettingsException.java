package io.headwater.wire.kafka;

/** A client property that Kafka cannot work with; the message says which and what to do. */
public final class ClientSettingsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  ClientSettingsException(String sentence) {
    super(sentence);
  }
}
