package io.headwater.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.config.HeadwaterConfig;
import io.headwater.local.EmbeddedBroker;
import io.headwater.local.SecuredListener;
import io.headwater.local.TestCertificates;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.kafka.ClientProperties;
import io.headwater.wire.kafka.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the page's readers take in, from a broker that holds them to their rights. */
@Timeout(120)
class LiveViewTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ADMIN = "admin-0dd-5ecret";
  private static final String VIEWER = "viewer-0dd-5ecret";
  private static final String SLEEPER = "sleeper-01";

  @TempDir static Path folder;

  private static EmbeddedBroker broker;
  private static Path trust;

  @BeforeAll
  static void start() throws Exception {
    TestCertificates certificates = new TestCertificates(folder.resolve("tls"));
    Path own = certificates.keystore("broker");
    trust = certificates.trusting(own);
    Files.writeString(folder.resolve("truststore"), TestCertificates.PASSWORD);
    broker =
        EmbeddedBroker.start(
            folder.resolve("broker"),
            new SecuredListener(
                "SASL_SSL",
                TestCertificates.broker(own),
                Map.of("admin", ADMIN, "viewer", VIEWER),
                "User:admin"));
    HeadwaterConfig admin = config("admin", ADMIN);
    try (Topics topics = Topics.connect(admin)) {
      topics.createMissing(admin);
    }
    for (String topic :
        List.of("sensor.sleep", "latent.estimates", "graph.snapshots", "sensor.late")) {
      grant(topic, AclOperation.READ);
    }
    grant("sensor.rejected", AclOperation.READ);
    grant("sensor.heart", AclOperation.DESCRIBE);
    grant("model.snapshots", AclOperation.DESCRIBE);
    try (Topic topic = new Topic(admin)) {
      write(topic);
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static void write(Topic topic) {
    topic.write(Ward.graph(1, "none", "heart"));
    topic.write(Ward.latent(SLEEPER, 0));
    topic.score(Ward.latent(SLEEPER, 0));
    topic.write(Ward.model(1));
    topic.write(sleep(0));
    long inTwoDays = Instant.now().plus(Duration.ofDays(2)).toEpochMilli() * 1000;
    topic.write(Ward.at(inTwoDays, sleep(1)));
    topic.write(Ward.at(10_413_792_000_000_000L, sleep(2))); // in the year 2300
    topic.write(sleep(3));
    topic.write(Ward.chunk(SLEEPER, "heart", List.of("rate"), 0));
    topic.late(sleep(0));
    topic.late(sleep(1));
    topic.write(new RejectedRecord("sensor.heart-0", 7, "It is cut off.", new byte[0]));
  }

  private static SensorChunk sleep(int minute) {
    return Ward.chunk(SLEEPER, "sleep", List.of("eeg", "eog"), minute);
  }

  private static HeadwaterConfig config(String user, String password) throws Exception {
    Path file = Files.writeString(folder.resolve(user), password);
    List<String> options =
        new ArrayList<>(TestCertificates.client("SASL_SSL", trust, folder.resolve("truststore")));
    options.add("kafka.properties.sasl.mechanism=SCRAM-SHA-512");
    options.add(
        "kafka.properties.sasl.jaas.config='org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";'"
            .formatted(user, TestCertificates.reference(file)));
    return Ward.config(broker.bootstrap(), options.toArray(String[]::new));
  }

  private static void grant(String topic, AclOperation operation) throws Exception {
    try (Admin admin = Admin.create(ClientProperties.of(config("admin", ADMIN).kafka()))) {
      AclBinding right =
          new AclBinding(
              new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
              new AccessControlEntry("User:viewer", "*", operation, AclPermissionType.ALLOW));
      admin.createAcls(List.of(right)).all().get();
    }
  }

  @Test
  void topicsWithoutRightsAreNamedAndHoldNothingBackAndAreTakenInWhenRightsCome() throws Exception {
    try (LiveView view = new LiveView(config("viewer", VIEWER))) {
      view.start();
      await(() -> view.broker().caughtUp() && view.refused().size() == 3);
      assertThat(view.refused())
          .isEqualTo(Set.of("latent.scores", "model.snapshots", "sensor.heart"));
      assertThat(view.broker().up()).isTrue();
      assertThat(view.held().graphs().summaries()).hasSize(1);
      assertThat(view.held().latents().windows(SLEEPER)).hasSize(1);
      assertThat(view.held().curves().of(SLEEPER, "heart").buckets()).isEmpty();

      grant("latent.scores", AclOperation.READ);
      grant("model.snapshots", AclOperation.READ);
      await(() -> view.refused().equals(Set.of("sensor.heart")));
      await(() -> view.held().models().seen() == 1);
      await(() -> view.held().scores().windows(SLEEPER).size() == 1);
      assertThat(view.broker().up()).isTrue();
    }
  }

  @Test
  void aChunkOfAClockThatIsWrongSilencesNoCurveAndUnusedInputIsCounted() throws Exception {
    try (LiveView view = new LiveView(config("admin", ADMIN))) {
      view.start();
      await(() -> view.broker().caughtUp());
      // Four buckets a minute, of the first chunk and of the last.
      assertThat(view.held().curves().of(SLEEPER, "sleep").buckets())
          .extracting(Ring.Timed::time)
          .containsExactly(
              bucket(0),
              bucket(1),
              bucket(2),
              bucket(3),
              bucket(12),
              bucket(13),
              bucket(14),
              bucket(15));
      assertThat(view.held().unused().lines())
          .containsExactly(
              new UnusedChunks.Line("sleep", 2, 0, null),
              new UnusedChunks.Line("heart", 0, 1, "It is cut off."));
      assertThat(view.pulse()).containsEntry("unused", 3L).containsEntry("scored", 1L);
    }
  }

  private static long bucket(int quarter) {
    return Ward.START + quarter * Ward.MINUTE / 4;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(50);
    }
  }
}
