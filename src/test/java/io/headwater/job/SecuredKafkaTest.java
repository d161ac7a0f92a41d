package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.config.HeadwaterConfig;
import io.headwater.local.EmbeddedBroker;
import io.headwater.local.SecuredListener;
import io.headwater.local.TestCertificates;
import io.headwater.sensor.Pseudonyms;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.kafka.BrokerRefusedException;
import io.headwater.wire.kafka.ClientProperties;
import io.headwater.wire.kafka.ClientSettingsException;
import io.headwater.wire.kafka.KafkaInputs;
import io.headwater.wire.kafka.TopicTail;
import io.headwater.wire.kafka.Topics;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

/**
 * Every client of ours against a broker that wants TLS and a login and holds users to the rights
 * that {@code src/docs/security.md} lists; and what is said where that fails.
 */
@Timeout(120)
class SecuredKafkaTest {
  private static final int WINDOWS = 8;
  private static final String NAME = "secured";
  private static final String ADMIN = "admin-0dd-5ecret";
  private static final String LEARNER = "learner-0dd-5ecret";
  private static final String GATEWAY = "gateway-0dd-5ecret";
  private static final String READER = "reader-0dd-5ecret";

  /** Refusals are told at once, long before any patience ends. */
  private static final Duration AT_ONCE = Duration.ofSeconds(8);

  @TempDir static Path folder;

  private static TestCertificates certificates;
  private static Path trust;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() throws Exception {
    certificates = new TestCertificates(folder.resolve("tls"));
    Path own = certificates.keystore("broker");
    trust = certificates.trusting(own);
    secret("truststore", TestCertificates.PASSWORD);
    broker =
        EmbeddedBroker.start(
            folder.resolve("broker"),
            new SecuredListener(
                "SASL_SSL",
                TestCertificates.broker(own),
                Map.of("admin", ADMIN, "learner", LEARNER, "gateway", GATEWAY, "reader", READER),
                "User:admin"));
    HeadwaterConfig admin = config("admin", ADMIN);
    try (Topics topics = Topics.connect(admin)) {
      topics.createMissing(admin);
    }
    try (Admin client = Admin.create(ClientProperties.of(admin.kafka()))) {
      client.createAcls(rights()).all().get();
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  /** The table of {@code security.md} for learn, ingest and tail. */
  private static List<AclBinding> rights() {
    List<AclBinding> acls = new ArrayList<>();
    for (String in : List.of("sensor.wrist", "sensor.belt", "sensor.facts")) {
      acls.add(allow("learner", ResourceType.TOPIC, in, AclOperation.READ));
      acls.add(allow("gateway", ResourceType.TOPIC, in, AclOperation.WRITE));
    }
    for (String out :
        List.of(
            "latent.estimates",
            "graph.snapshots",
            "model.snapshots",
            "sensor.late",
            "sensor.rejected")) {
      acls.add(allow("learner", ResourceType.TOPIC, out, AclOperation.WRITE));
    }
    acls.add(allow("gateway", ResourceType.TOPIC, "sensor.rejected", AclOperation.WRITE));
    for (String out :
        List.of("latent.estimates", "graph.snapshots", "model.snapshots", "sensor.late")) {
      acls.add(allow("gateway", ResourceType.TOPIC, out, AclOperation.DESCRIBE));
    }
    acls.add(allow("learner", ResourceType.GROUP, NAME, AclOperation.READ));
    acls.add(
        new AclBinding(
            new ResourcePattern(ResourceType.TRANSACTIONAL_ID, NAME + "-", PatternType.PREFIXED),
            entry("learner", AclOperation.WRITE)));
    acls.add(allow("reader", ResourceType.TOPIC, "latent.estimates", AclOperation.READ));
    return acls;
  }

  private static AclBinding allow(
      String user, ResourceType type, String name, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, PatternType.LITERAL), entry(user, operation));
  }

  private static AccessControlEntry entry(String user, AclOperation operation) {
    return new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW);
  }

  private static Path secret(String name, String text) throws Exception {
    Path file = Files.createDirectories(folder.resolve("secrets")).resolve(name);
    return Files.writeString(file, text);
  }

  private static HeadwaterConfig config(String user, String password, String... more)
      throws Exception {
    return config(user, password, trust, more);
  }

  private static HeadwaterConfig config(
      String user, String password, Path truststore, String... more) throws Exception {
    Path file = secret(user + "-" + password.length(), password);
    List<String> options =
        new ArrayList<>(
            TestCertificates.client("SASL_SSL", truststore, folder.resolve("secrets/truststore")));
    options.add("name=" + NAME);
    options.add("kafka.bootstrap=" + broker.bootstrap());
    options.add("kafka.properties.sasl.mechanism=SCRAM-SHA-512");
    options.add(
        "kafka.properties.sasl.jaas.config='org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";'"
            .formatted(user, TestCertificates.reference(file)));
    options.add("runtime.checkpoint-interval=200ms");
    options.add("runtime.models=" + folder.resolve("models").toUri());
    options.addAll(List.of(more));
    return SmallWard.config(options.toArray(String[]::new));
  }

  @Test
  void everyClientWorksWithItsLeastRightsAndTheJobCarriesNoSecret() throws Exception {
    HeadwaterConfig gateway = config("gateway", GATEWAY);
    try (Topics topics = Topics.connect(gateway)) { // as ingest does
      assertThat(topics.createMissing(gateway, Topics.forLearning(gateway))).isEmpty();
    }
    try (KafkaChunkSink sink = new KafkaChunkSink(gateway)) {
      for (SensorChunk chunk : SmallWard.chunks(WINDOWS)) {
        sink.accept(chunk);
      }
      sink.accept(SmallWard.chunk("ada", "wrist", SmallWard.WRIST, 0)); // late by now
      sink.raw("wrist", "ada", "ada was here".getBytes(StandardCharsets.UTF_8));
    }
    Path key = secret("pseudonym-key", "0123456789abcdef0123456789abcdef");
    HeadwaterConfig learner = config("learner", LEARNER, "subjects.pseudonym-key-file=" + key);
    try (Topics topics = Topics.connect(learner)) {
      assertThat(topics.createMissing(learner, Topics.forLearning(learner))).isEmpty();
    }
    var source = KafkaInputs.bounded(learner);
    assertThat(serialised(source))
        .contains("${directory:")
        .doesNotContain(LEARNER)
        .doesNotContain(TestCertificates.PASSWORD);
    StreamExecutionEnvironment env =
        LocalRun.environment(
            1,
            new Configuration()
                .set(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                    folder.resolve("checkpoints").toUri().toString()));
    LiveEnvironment.checkpoints(env, learner);
    new LearnJob(learner, source, LearnJob.Mode.REPLAY, false, new KafkaSinks(learner)).build(env);
    assertThat(serialised(env.getStreamGraph(false).getJobGraph()))
        .doesNotContain(LEARNER)
        .doesNotContain(TestCertificates.PASSWORD)
        .doesNotContain("0123456789abcdef");
    LocalRun.await(env.executeAsync(NAME), progress -> {});

    Pseudonyms pseudonyms = Pseudonyms.withKeyIn(key);
    List<String> names = SmallWard.SUBJECTS.stream().map(pseudonyms::of).sorted().toList();
    List<ConsumerRecord<byte[], byte[]>> latents = records("reader", READER, "latent.estimates");
    assertThat(latents).hasSize(WINDOWS * SmallWard.SUBJECTS.size());
    assertThat(latents).extracting(SecuredKafkaTest::key).containsOnlyElementsOf(names);
    List<ConsumerRecord<byte[], byte[]>> late = records("admin", ADMIN, "sensor.late");
    assertThat(late).isNotEmpty();
    assertThat(late).extracting(SecuredKafkaTest::key).containsOnly(pseudonyms.of("ada"));
    List<ConsumerRecord<byte[], byte[]>> rejected = records("admin", ADMIN, "sensor.rejected");
    assertThat(rejected).extracting(SecuredKafkaTest::key).containsExactly("sensor.wrist-0");
    for (ConsumerRecord<byte[], byte[]> record : rejected) {
      assertThat(text(record.value())).contains("sensor.wrist-0").doesNotContain("ada was here");
    }
    for (ConsumerRecord<byte[], byte[]> record : late) {
      assertThat(text(record.value())).contains("wrist").doesNotContain("ada");
    }
    assertThatThrownBy(() -> records("reader", READER, "sensor.late"))
        .hasMessageContaining("sensor.late");
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(
      String user, String password, String topic) throws Exception {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (TopicTail tail = new TopicTail(config(user, password), topic, true)) {
      while (!tail.atEnd()) {
        tail.poll().ifPresent(records::add);
      }
    }
    return records;
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return text(record.key());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String serialised(Object travelling) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(travelling);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aWrongPasswordIsASentenceAtOnce() throws Exception {
    HeadwaterConfig wrong = config("learner", "not-the-password");
    isRefused(wrong, "does not accept the credentials", "sasl.jaas.config");
  }

  @Test
  void aCertificateThatNobodyVouchesForIsASentenceAtOnce() throws Exception {
    Path others = certificates.trusting(certificates.keystore("stranger"));
    HeadwaterConfig distrustful = config("learner", LEARNER, others);
    isRefused(distrustful, "no trusted TLS connection", "ssl.truststore");
  }

  @Test
  void missingRightsNameWhatIsMissing() throws Exception {
    HeadwaterConfig reader = config("reader", READER);
    try (Topics topics = Topics.connect(reader)) {
      assertThatThrownBy(() -> topics.createMissing(reader))
          .isInstanceOf(BrokerRefusedException.class)
          .hasMessageContaining("sensor.wrist")
          .hasMessageContaining("security.md");
    }
  }

  private static void isRefused(HeadwaterConfig config, String what, String remedy) {
    long began = System.nanoTime();
    assertThatThrownBy(() -> Topics.connect(config))
        .isInstanceOf(BrokerRefusedException.class)
        .hasMessageContaining(broker.bootstrap())
        .hasMessageContaining(what)
        .hasMessageContaining(remedy)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "0dd-5ecret"));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
  }

  @Test
  void aSecretThatIsNotThereIsNamedBeforeAnyConnection() throws Exception {
    HeadwaterConfig absent =
        config(
            "learner",
            LEARNER,
            "kafka.properties.ssl.truststore.password=${env:HEADWATER_NOT_SET}");
    assertThatThrownBy(() -> Topics.connect(absent))
        .isInstanceOf(ClientSettingsException.class)
        .hasMessageContaining("ssl.truststore.password")
        .hasMessageContaining("${env:HEADWATER_NOT_SET}");
    Path echoed = secret("echoed", TestCertificates.PASSWORD + "\n");
    HeadwaterConfig broken =
        config(
            "learner",
            LEARNER,
            "kafka.properties.ssl.truststore.password=" + TestCertificates.reference(echoed));
    assertThatThrownBy(() -> Topics.connect(broken)).hasMessageContaining("line break");
  }

  @Test
  void aLoginThatCannotBeReadIsNotRepeated() throws Exception {
    HeadwaterConfig broken =
        config(
            "learner",
            LEARNER,
            "kafka.properties.sasl.jaas.config='org.apache.kafka.common.security.scram.ScramLoginModule required password=my-0dd-5ecret'");
    assertThatThrownBy(() -> Topics.connect(broken))
        .isInstanceOf(ClientSettingsException.class)
        .hasMessageContaining("sasl.jaas.config")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("my-0dd-5ecret"));
  }

  @Test
  void certificatesOnBothSidesNeedNoPassword() throws Exception {
    Path own = certificates.keystore("broker-2");
    Path device = certificates.keystore("device");
    Map<String, String> listener = new HashMap<>(TestCertificates.broker(own));
    listener.put("ssl.client.auth", "required");
    listener.put("ssl.truststore.location", certificates.trusting(device).toString());
    listener.put("ssl.truststore.password", TestCertificates.PASSWORD);
    SecuredListener mutual = new SecuredListener("SSL", listener, Map.of(), "User:CN=device");
    try (EmbeddedBroker strict = EmbeddedBroker.start(folder.resolve("mutual"), mutual)) {
      List<String> options =
          new ArrayList<>(
              TestCertificates.client(
                  "SSL", certificates.trusting(own), folder.resolve("secrets/truststore")));
      options.add("kafka.bootstrap=" + strict.bootstrap());
      HeadwaterConfig anonymous = SmallWard.config(options.toArray(String[]::new));
      assertThatThrownBy(() -> Topics.connect(anonymous))
          .isInstanceOf(BrokerRefusedException.class)
          .hasMessageContaining("ssl.keystore");
      String password = TestCertificates.reference(folder.resolve("secrets/truststore"));
      options.add("kafka.properties.ssl.keystore.location=" + device);
      options.add("kafka.properties.ssl.keystore.password=" + password);
      HeadwaterConfig known = SmallWard.config(options.toArray(String[]::new));
      try (Topics topics = Topics.connect(known)) {
        assertThat(topics.createMissing(known)).contains("sensor.wrist");
        assertThat(topics.exists("sensor.wrist")).isTrue();
      }
      try (KafkaChunkSink sink = new KafkaChunkSink(known)) {
        sink.accept(SmallWard.chunk("ada", "wrist", SmallWard.WRIST, 0));
      }
      try (TopicTail tail = new TopicTail(known, "sensor.wrist", true)) {
        assertThat(tail.line()).isPresent();
      }
    }
  }
}
