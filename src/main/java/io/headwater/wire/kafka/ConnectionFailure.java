package io.headwater.wire.kafka;

import io.headwater.config.KafkaConfig;
import io.headwater.config.SecretProperties;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** Tells a broker that is not there from one that refuses us, and from settings nobody can use. */
final class ConnectionFailure {
  private ConnectionFailure() {}

  /** What a failed request to a broker means for the person who configured it. */
  static RuntimeException of(KafkaConfig kafka, Throwable failure) {
    if (find(failure, SslAuthenticationException.class) != null) {
      return refused(
          "There is no trusted TLS connection to the broker at %s (%s); check that ssl.truststore.* holds the authority that signed the broker's certificate, that the certificate is for this address, and, where the broker asks for one, that ssl.keystore.* holds a certificate it trusts.",
          kafka, failure);
    }
    if (find(failure, SaslAuthenticationException.class) != null) {
      return refused(
          "The broker at %s does not accept the credentials (%s); check user and secret in sasl.jaas.config, and that the secret has not been changed.",
          kafka, failure);
    }
    if (find(failure, UnsupportedSaslMechanismException.class) != null) {
      return refused(
          "The broker at %s does not know this way of logging in (%s); set sasl.mechanism to one that it offers.",
          kafka, failure);
    }
    if (find(failure, AuthorizationException.class) != null) {
      return refused(
          "The broker at %s knows us but does not allow this (%s); grant what src/docs/security.md lists for this command.",
          kafka, failure);
    }
    return new BrokerUnreachableException(kafka, failure);
  }

  /** What a client that could not even be made means: mostly, a keystore or a login. */
  static RuntimeException ofSettings(KafkaConfig kafka, Throwable failure) {
    String message = innermost(failure);
    if (message.contains("resolvable bootstrap")) {
      return new BrokerUnreachableException(kafka, failure);
    }
    if (message.contains("JAAS")) { // The parser quotes what it read, which may be a password.
      return new ClientSettingsException(
          "kafka.properties.sasl.jaas.config cannot be read; its form is: MODULE required username=\"NAME\" password=\"${env:NAME}\"; with the semicolon.");
    }
    return new ClientSettingsException(
        "Kafka refuses kafka.properties: %s Correct it."
            .formatted(SecretProperties.hide(sentence(message), kafka.properties())));
  }

  private static BrokerRefusedException refused(String form, KafkaConfig kafka, Throwable failure) {
    return new BrokerRefusedException(
        form.formatted(
            kafka.bootstrap(), SecretProperties.hide(innermost(failure), kafka.properties())),
        failure);
  }

  private static String innermost(Throwable failure) {
    String message = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
        message = cause.getMessage().strip();
      }
    }
    return message;
  }

  private static String sentence(String message) {
    return message.endsWith(".") ? message : message + ".";
  }

  private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
