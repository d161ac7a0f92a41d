package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.config.ConfigLoader;
import io.headwater.job.SmallWard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A secret that a configuration writes out appears in nothing that a command says. */
class SecretsTest {
  private static final String SECRET = "0dd-5ecret";
  private static final String MODULE =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"ward\" ";

  @TempDir Path folder;

  private static String said(Object... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter to = new PrintWriter(said, true);
    CommandLine command = Headwater.commandLine();
    command.setOut(to);
    command.setErr(to);
    command.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return said.toString();
  }

  private Path config(String kafka) throws IOException {
    return Files.writeString(folder.resolve("ward.yaml"), SmallWard.yaml() + kafka);
  }

  private static List<String> secrets() {
    return List.of(
        "ssl.key.password: " + SECRET,
        "ssl.keystore.password: " + SECRET,
        "ssl.truststore.password: '${env:A}" + SECRET + "'",
        "ssl.keystore.key: '-----BEGIN PRIVATE KEY----- " + SECRET + "'",
        "sasl.oauthbearer.client.credentials.client.secret: " + SECRET,
        "my.registry.api-key: " + SECRET,
        "session.token: " + SECRET,
        "basic.auth.user.info: ward:" + SECRET,
        "sasl.jaas.config: '" + MODULE + "password=\"" + SECRET + "\";'",
        "sasl.jaas.config: '" + MODULE + "password=" + SECRET + ";'",
        "sasl.jaas.config: '" + MODULE + "password=\"" + SECRET + "'",
        "sasl.jaas.config: '" + MODULE + "clientSecret=\"" + SECRET + "\" tokenauth=\"true\";'",
        "listener.name.a.sasl.jaas.config: '" + SECRET + "'");
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void aSecretIsMaskedAndWarnedOfOnceByItsName(String property) throws IOException {
    Path file = config("kafka: {properties: {\n    " + property + ",\n    client.rack: shown}}\n");
    String said = said("learn", "--config", file, "--print-config");
    String name = property.substring(0, property.indexOf(':'));
    assertThat(said).doesNotContain(SECRET).contains("client.rack: shown", name + ": (hidden)");
    assertThat(said.split("warning: ", -1)).hasSize(2);
    assertThat(said).contains("warning: kafka.properties." + name + " is a secret written out");
    assertThat(ConfigLoader.load(file).toString()).doesNotContain(SECRET).contains("shown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl.key.password: '${env:KEY_PASSWORD}'",
        "ssl.keystore.key: '${directory:/run/secrets:key.pem}'",
        "ssl.truststore.location: /etc/trust.p12",
        "sasl.oauthbearer.token.endpoint.url: https://login.example/token",
        "sasl.jaas.config: 'org.apache.kafka.common.security.scram.ScramLoginModule required username=\"ward\" password=\"${file:/run/secrets/kafka:password}\";'"
      })
  void aReferenceIsPrintedAsItIsAndReadsBack(String property) throws IOException {
    Path file = config("kafka: {properties: {\n    " + property + "}}\n");
    String printed = said("learn", "--config", file, "--print-config");
    assertThat(printed).doesNotContain("warning", "(hidden)");
    assertThat(ConfigLoader.parse("printed", printed, List.of()))
        .isEqualTo(ConfigLoader.load(file));
  }

  @Test
  void onTheCommandLineItIsSaidThatEverybodyReadsIt() throws IOException {
    String said =
        said(
            "learn",
            "--config",
            config(""),
            "--set",
            "kafka.properties.ssl.key.password=" + SECRET,
            "--print-config");
    assertThat(said).contains("on the command line").doesNotContain(SECRET);
  }

  /** Mistakes beside a secret, and in how it is written. */
  private static List<String> mistakes() {
    return List.of(
        "kafka: {properties: {ssl.key.password: *" + SECRET + "}}\n",
        "kafka: {properties: 'ssl.key.password=" + SECRET + "'}\n",
        "kafka: {properties: {ssl.key.password: [" + SECRET + "]}}\n",
        "kafka: {propertys: {ssl.key.password: " + SECRET + "}}\n",
        "kafka: {properties: {ssl.key.password: " + SECRET + ", group.id: g}}\n",
        "kafka: {properties: {ssl.key.password: (hidden)}}\n");
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakesInTheFileAreToldWithoutIt(String kafka) throws IOException {
    assertThat(said("learn", "--config", config(kafka), "--print-config"))
        .contains("ward.yaml:")
        .doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.properties.ssl.key.password=[" + SECRET,
        "kafka.properties.ssl.key.password=*" + SECRET,
        "kafka.properties.ssl.key.password=[" + SECRET + "]",
        "kafka.properties.ssl.key.password " + SECRET,
        "kafka={properties: {ssl.key.password: [" + SECRET + "]}}",
        "kafka.properties={ssl.key.password: " + SECRET + ", group.id: g}"
      })
  void mistakesOnTheCommandLineAreToldWithoutIt(String option) throws IOException {
    assertThat(said("learn", "--config", config(""), "--set", option, "--print-config"))
        .contains("--set")
        .doesNotContain(SECRET);
  }

  @Test
  void aClientThatCannotBeMadeIsToldWithoutItAndWithoutATrace() throws IOException {
    Path file =
        config(
            """
            kafka:
              properties:
                security.protocol: SASL_SSL
                sasl.jaas.config: 'org.apache.kafka.common.security.scram.ScramLoginModule required password=%s'
            """
                .formatted(SECRET));
    assertThat(said("topics", "--config", file, "--debug"))
        .contains("kafka.properties.sasl.jaas.config cannot be read")
        .doesNotContain(SECRET);
    Path store =
        config(
            """
            kafka:
              properties:
                security.protocol: SSL
                ssl.keystore.location: /nowhere/key.p12
                ssl.keystore.password: %s
            """
                .formatted(SECRET));
    assertThat(said("topics", "--config", store))
        .contains("/nowhere/key.p12")
        .doesNotContain(SECRET, "\tat ");
  }
}
