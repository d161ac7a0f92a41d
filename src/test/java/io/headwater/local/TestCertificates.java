package io.headwater.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Self-signed certificates by the running JDK's own keytool, in a folder of a test. */
public final class TestCertificates {
  public static final String PASSWORD = "keystore-0dd-5ecret";
  private static final String ALIAS = "own";

  private final Path folder;

  public TestCertificates(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** A keystore with a new key and certificate for the loopback address. */
  public Path keystore(String name) throws Exception {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException(Files.readString(folder.resolve(name + ".log")));
    }
    return file;
  }

  /** A truststore with the certificate of a keystore and nothing else. */
  public Path trusting(Path keystore) throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      own.load(in, PASSWORD.toCharArray());
    }
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(ALIAS, own.getCertificate(ALIAS));
    Path file = folder.resolve("trust-" + keystore.getFileName());
    try (OutputStream out = Files.newOutputStream(file)) {
      trust.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  /** Listener properties of a broker with that keystore, which asks for no client certificate. */
  public static Map<String, String> broker(Path keystore) {
    return Map.of("ssl.keystore.location", keystore.toString(), "ssl.keystore.password", PASSWORD);
  }

  /** {@code --set} options of a client that trusts that truststore, with its password in a file. */
  public static List<String> client(String protocol, Path truststore, Path passwordFile) {
    return List.of(
        "kafka.properties.security.protocol=" + protocol,
        "kafka.properties.ssl.truststore.location=" + truststore,
        "kafka.properties.ssl.truststore.password=" + reference(passwordFile));
  }

  /** {@code ${directory:…}} to a file. */
  public static String reference(Path file) {
    return "${directory:%s:%s}".formatted(file.getParent(), file.getFileName());
  }
}
