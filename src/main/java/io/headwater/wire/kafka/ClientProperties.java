package io.headwater.wire.kafka;

import io.headwater.config.KafkaConfig;
import io.headwater.config.SecretProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * The properties that Kafka's clients are made with. References to secrets ({@code ${env:NAME}},
 * {@code ${directory:FOLDER:FILE}}, {@code ${file:FILE:KEY}}) stay references: Kafka's own config
 * providers resolve them inside each client, on the machine where it runs, so a job graph carries
 * no secret.
 */
public final class ClientProperties {
  private static final String PROVIDERS = "config.providers";

  /** Provider names and classes, as Kafka documents them. */
  private static final Map<String, Class<? extends ConfigProvider>> BY_NAME =
      Map.of(
          "env", EnvVarConfigProvider.class,
          "file", FileConfigProvider.class,
          "directory", DirectoryConfigProvider.class);

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

  private ClientProperties() {}

  /** Address, the configuration's client properties, and what resolves references in them. */
  public static Map<String, Object> of(KafkaConfig kafka) {
    Map<String, Object> client = new LinkedHashMap<>(kafka.properties());
    client.put("bootstrap.servers", kafka.bootstrap());
    if (resolvedByUs(kafka)) {
      client.put(PROVIDERS, "directory,env,file");
      BY_NAME.forEach(
          (name, type) -> client.put(PROVIDERS + "." + name + ".class", type.getName()));
    }
    return client;
  }

  /** Whoever names providers of their own has them, and only them. */
  private static boolean resolvedByUs(KafkaConfig kafka) {
    return !kafka.properties().containsKey(PROVIDERS)
        && kafka.properties().values().stream().anyMatch(v -> REFERENCE.matcher(v).find());
  }

  /**
   * Resolves every reference on this machine and forgets the result.
   *
   * @throws ClientSettingsException when one leads nowhere; names property and reference
   */
  static void requireResolvable(KafkaConfig kafka) {
    if (!resolvedByUs(kafka)) {
      return;
    }
    kafka.properties().forEach(ClientProperties::requireResolvable);
  }

  private static void requireResolvable(String property, String value) {
    Matcher reference = REFERENCE.matcher(value);
    while (reference.find()) {
      String resolved = resolved(property, reference.group());
      if (resolved.equals(reference.group())) {
        throw leadsNowhere(property, reference.group(), "there is none");
      }
      // What the shell's echo leaves behind a password would be sent as a part of it.
      if (resolved.endsWith("\n") && SecretProperties.isSecret(property) && !pem(resolved)) {
        throw leadsNowhere(
            property, reference.group(), "it ends with a line break; write it with printf");
      }
    }
  }

  private static boolean pem(String text) {
    return text.startsWith("-----BEGIN");
  }

  private static String resolved(String property, String reference) {
    Map<String, ConfigProvider> providers = new LinkedHashMap<>();
    try {
      providers.put("env", new EnvVarConfigProvider());
      providers.put("file", new FileConfigProvider());
      providers.put("directory", new DirectoryConfigProvider());
      providers.values().forEach(p -> p.configure(Map.of()));
      return new ConfigTransformer(providers)
          .transform(Map.of(property, reference))
          .data()
          .get(property);
    } catch (ConfigException e) {
      throw leadsNowhere(property, reference, "it cannot be read");
    } finally {
      providers.values().forEach(ClientProperties::close);
    }
  }

  private static void close(ConfigProvider provider) {
    try {
      provider.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClientSettingsException leadsNowhere(
      String property, String reference, String why) {
    return new ClientSettingsException(
        "kafka.properties.%s refers to %s, but %s on this machine; forms are ${env:NAME}, ${directory:FOLDER:FILE} for a whole file, and ${file:FILE:KEY} for a line KEY=value in one."
            .formatted(property, reference, why));
  }
}
