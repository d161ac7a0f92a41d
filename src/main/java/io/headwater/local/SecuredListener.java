package io.headwater.local;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * How clients reach an {@link EmbeddedBroker} over TLS, prove who they are, and are held to their
 * rights: Kafka's own authorizer allows nothing that no access control list grants. The broker's
 * talk with itself stays on listeners of the loopback interface without any of it.
 *
 * @param protocol {@code SSL} or {@code SASL_SSL}
 * @param properties further properties of the listener by their plain names, such as {@code
 *     ssl.keystore.location}
 * @param users names and passwords for {@code SCRAM-SHA-512}; known to the broker from the time it
 *     formats its folder
 * @param administrator principal that may do everything, such as {@code User:admin}
 */
public record SecuredListener(
    String protocol,
    Map<String, String> properties,
    Map<String, String> users,
    String administrator) {

  static final String NAME = "CLIENTS";
  private static final String MECHANISM = "SCRAM-SHA-512";
  private static final String LOGIN =
      "org.apache.kafka.common.security.scram.ScramLoginModule required;";

  public SecuredListener {
    properties = Map.copyOf(properties);
    users = Map.copyOf(users);
  }

  /** Users in the form of {@code kafka-storage format --add-scram}. */
  List<String> scramArguments() {
    return users.entrySet().stream()
        .map(u -> "%s=[name=%s,password=%s]".formatted(MECHANISM, u.getKey(), u.getValue()))
        .toList();
  }

  void configure(Properties broker) {
    String prefix = "listener.name." + NAME.toLowerCase(Locale.ROOT) + ".";
    properties.forEach((name, value) -> broker.setProperty(prefix + name, value));
    broker.setProperty("sasl.enabled.mechanisms", MECHANISM);
    broker.setProperty(prefix + "scram-sha-512.sasl.jaas.config", LOGIN);
    broker.setProperty(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    // On the loopback listeners nobody has a name; only the broker itself is there.
    broker.setProperty("super.users", "User:ANONYMOUS;" + administrator);
  }
}
