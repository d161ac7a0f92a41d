package io.headwater.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka node (broker and controller in one) on the loopback interface of this process.
 *
 * <pre>{@code
 * try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
 *   producerProperties.put("bootstrap.servers", broker.bootstrap());
 * }
 * }</pre>
 *
 * <p>Started again on the same folder and port it carries on with what it held.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int NODE = 1;
  private static final String CONTROLLER = "CONTROLLER";
  private static final String FORMATTED = "meta.properties";
  private static final String LOOPBACK = "127.0.0.1";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts a broker on a free port. */
  public static EmbeddedBroker start(Path folder) {
    return start(folder, freePort());
  }

  /**
   * Starts a broker.
   *
   * @param folder where it keeps its data; made and formatted when new
   * @param port port for clients
   */
  public static EmbeddedBroker start(Path folder, int port) {
    return start(folder, port, null);
  }

  /** Starts a broker on a free port whose clients must prove who they are. */
  public static EmbeddedBroker start(Path folder, SecuredListener security) {
    return start(folder, freePort(), security);
  }

  private static EmbeddedBroker start(Path folder, int port, SecuredListener security) {
    String data = folder.toAbsolutePath().toString();
    try {
      Files.createDirectories(folder);
      if (!Files.exists(folder.resolve(FORMATTED))) {
        format(data, security);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The embedded broker cannot write to " + data + "; give another folder.", e);
    }
    KafkaRaftServer server =
        new KafkaRaftServer(
            KafkaConfig.fromProps(settings(data, port, freePort(), security), false), Time.SYSTEM);
    server.startup();
    return new EmbeddedBroker(server, port);
  }

  /** Address for clients. */
  public String bootstrap() {
    return LOOPBACK + ":" + port;
  }

  public int port() {
    return port;
  }

  private static void format(String data, SecuredListener security) throws IOException {
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE)
          .setControllerListenerName(CONTROLLER)
          .setMetadataLogDirectory(data)
          .addDirectory(data)
          .setScramArguments(security == null ? List.of() : security.scramArguments())
          .run();
    } catch (Exception e) {
      throw new IOException("Formatting " + data + " for the embedded broker failed.", e);
    }
  }

  private static Properties settings(
      String data, int port, int controllerPort, SecuredListener security) {
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", String.valueOf(NODE));
    p.setProperty("log.dirs", data);
    String brokers = listeners(port, security);
    p.setProperty(
        "listeners", "%s,%s://%s:%d".formatted(brokers, CONTROLLER, LOOPBACK, controllerPort));
    p.setProperty("advertised.listeners", brokers);
    p.setProperty(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"
            + (security == null ? "" : "," + SecuredListener.NAME + ":" + security.protocol()));
    p.setProperty("controller.listener.names", CONTROLLER);
    p.setProperty("inter.broker.listener.name", "PLAINTEXT");
    p.setProperty("controller.quorum.voters", "%d@%s:%d".formatted(NODE, LOOPBACK, controllerPort));
    // One node can hold one replica; Kafka's defaults of three would leave transactions waiting.
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("offsets.topic.num.partitions", "1");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("transaction.state.log.num.partitions", "4");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    p.setProperty("auto.create.topics.enable", "false");
    if (security != null) {
      security.configure(p);
    }
    return p;
  }

  /** For clients, and with security one more for the broker's talk with itself. */
  private static String listeners(int port, SecuredListener security) {
    return security == null
        ? "PLAINTEXT://%s:%d".formatted(LOOPBACK, port)
        : "%s://%s:%d,PLAINTEXT://%s:%d"
            .formatted(SecuredListener.NAME, LOOPBACK, port, LOOPBACK, freePort());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on the loopback interface.", e);
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
