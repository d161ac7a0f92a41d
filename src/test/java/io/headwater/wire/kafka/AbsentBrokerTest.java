package io.headwater.wire.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without patience's end these would wait for ever; the limit is many times the patience. */
@Timeout(120)
class AbsentBrokerTest {
  @Test
  void aPortWhereNobodyListensIsNamed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    isUnreachable("127.0.0.1:" + port);
  }

  @Test
  void aListenerThatNeverAnswersIsNamed() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      isUnreachable("127.0.0.1:" + silent.getLocalPort());
    }
  }

  @Test
  void aHostThatDoesNotExistIsNamed() {
    isUnreachable("broker.invalid:9092");
  }

  private static void isUnreachable(String bootstrap) {
    HeadwaterConfig config =
        ConfigLoader.parse(
            "test.yaml",
            """
            modalities: [{name: hr, rate: 1, channels: [hr]}]
            kafka: {bootstrap: "%s"}
            """
                .formatted(bootstrap),
            List.of());
    assertThatThrownBy(() -> Topics.connect(config))
        .isInstanceOf(BrokerUnreachableException.class)
        .hasMessage(
            "No Kafka broker answered at %s within 10 s; start one there, or set kafka.bootstrap to where it listens. If it wants TLS or a login, set kafka.properties.security.protocol.",
            bootstrap);
  }
}
