package io.headwater.wire.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import io.headwater.learn.ModelRecord;
import io.headwater.local.EmbeddedBroker;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.wire.ModelSnapshotCodec;
import io.headwater.wire.RejectedRecordWireCodec;
import io.headwater.wire.SensorChunkWireCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hang is the failure to guard against here; the limit is far above any slow machine. */
@Timeout(180)
class TopicsTest {
  @TempDir static Path folder;

  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(folder);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void whatIsMissingIsCreatedOnceAndThenThere() {
    HeadwaterConfig config = config("creation", "");
    try (Topics topics = Topics.connect(config)) {
      assertThat(topics.state(config))
          .allSatisfy(t -> assertThat(t.partitions()).isZero())
          .extracting(Topics.TopicState::name)
          .containsExactlyElementsOf(Topics.declared(config).keySet());
      assertThat(topics.createMissing(config))
          .containsExactly(
              "creation.hr",
              "creation.latents",
              "creation.scores",
              "creation.graphs",
              "creation.models",
              "creation.late",
              "creation.rejected");
      assertThat(topics.createMissing(config)).isEmpty();
      assertThat(topics.state(config)).allSatisfy(t -> assertThat(t.partitions()).isEqualTo(1));
      assertThat(topics.exists("creation.latents")).isTrue();
      assertThat(topics.exists("creation.nothing")).isFalse();
    }
  }

  @Test
  void modelSnapshotsAreKeptForEverAndNothingElseIs() throws Exception {
    HeadwaterConfig config = created("retention");
    ConfigResource models = new ConfigResource(ConfigResource.Type.TOPIC, "retention.models");
    ConfigResource latents = new ConfigResource(ConfigResource.Type.TOPIC, "retention.latents");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", config.kafka().bootstrap()))) {
      var configs = admin.describeConfigs(List.of(models, latents)).all().get();
      ConfigEntry kept = configs.get(models).get("retention.ms");
      assertThat(kept.value()).isEqualTo("-1");
      assertThat(configs.get(latents).get("retention.ms").isDefault()).isTrue();
    }
  }

  @Test
  void stateCountsWhatATopicHolds() throws Exception {
    HeadwaterConfig config = created("state");
    send("state.hr", "S04", new SensorChunkWireCodec().encode(CHUNK));
    send("state.hr", "S05", new SensorChunkWireCodec().encode(CHUNK));
    try (Topics topics = Topics.connect(config)) {
      assertThat(topics.state(config))
          .contains(
              new Topics.TopicState("state.hr", "input: hr", 1, 2),
              new Topics.TopicState("state.late", "output: late chunks", 1, 0));
    }
  }

  @Test
  void tailTellsEveryRecordAsOneLineOfJson() throws Exception {
    HeadwaterConfig config = created("tail");
    send("tail.hr", "S04", new SensorChunkWireCodec().encode(CHUNK));
    List<JsonNode> lines = tail(config, "tail.hr");
    assertThat(lines).hasSize(1);
    JsonNode line = lines.get(0);
    assertThat(line.get("partition").intValue()).isZero();
    assertThat(line.get("offset").longValue()).isZero();
    assertThat(line.get("key").textValue()).isEqualTo("S04");
    assertThat(line.get("value").get("subject").textValue()).isEqualTo("S04");
    assertThat(line.get("value").get("startMicros").longValue()).isEqualTo(1_700_000_000_123_456L);
    assertThat(line.get("value").get("values").get(0).doubleValue()).isEqualTo(61);
    assertThat(line.get("value").get("values").get(1).textValue()).isEqualTo("NaN");
  }

  @Test
  void tailTellsHeadersAndEveryKindOfRecord() throws Exception {
    HeadwaterConfig config = created("kinds");
    ModelRecord model =
        new ModelRecord(4, "ab", Map.of("loss", 0.5), "file:///m", "cd", 9, 3L, 1_000_000);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>("kinds.models", bytes("job"), new ModelSnapshotCodec().encode(model));
    record.headers().add(KafkaOutputs.MODEL_VERSION, bytes("4")).add("empty", null);
    send(record);
    RejectedRecord rejected = new RejectedRecord("t-0", 7, "It was cut off.", new byte[] {-1});
    send("kinds.models", null, new RejectedRecordWireCodec().encode(rejected));
    List<JsonNode> lines = tail(config, "kinds.models");
    assertThat(lines.get(0).get("model-version").textValue()).isEqualTo("4");
    assertThat(lines.get(0).get("empty").isNull()).isTrue();
    assertThat(lines.get(0).get("value").get("metrics").get("loss").doubleValue()).isEqualTo(0.5);
    assertThat(lines.get(1).get("key").isNull()).isTrue();
    assertThat(lines.get(1).get("value").get("reason").textValue()).isEqualTo("It was cut off.");
  }

  @Test
  void tailGoesOnAfterGarbageAndSaysWhatItWas() throws Exception {
    HeadwaterConfig config = created("garbage");
    byte[] chunk = new SensorChunkWireCodec().encode(CHUNK);
    byte[] hungry = Arrays.copyOf(chunk, 15);
    Arrays.fill(hungry, 10, 14, (byte) 0xFF); // the subject's length: hundreds of megabytes
    hungry[14] = 0x07;
    send("garbage.hr", "S04", bytes("hello"));
    send("garbage.hr", "S04", hungry);
    send("garbage.hr", "S04", null);
    send("garbage.hr", "S04", chunk);
    List<JsonNode> lines = tail(config, "garbage.hr");
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0).get("undecodable").textValue()).contains("does not begin with C3 01");
    assertThat(lines.get(1).get("undecodable").textValue()).contains("only 0 bytes are left");
    assertThat(lines.get(2).get("value").isNull()).isTrue();
    assertThat(lines.get(3).get("value").get("subject").textValue()).isEqualTo("S04");
  }

  @Test
  void tailFromNowSkipsWhatIsThere() throws Exception {
    HeadwaterConfig config = created("now");
    send("now.hr", "old", new SensorChunkWireCodec().encode(CHUNK));
    try (TopicTail tail = new TopicTail(config, "now.hr", false)) {
      assertThat(tail.atEnd()).isTrue();
      send("now.hr", "new", new SensorChunkWireCodec().encode(CHUNK));
      assertThat(drain(tail)).extracting(l -> l.get("key").textValue()).containsExactly("new");
    }
  }

  @Test
  void aClientPropertyThatKafkaRefusesIsNotBlamedOnTheBroker() {
    HeadwaterConfig config = config("property", "  properties: {security.protocol: CARRIER}\n");
    assertThatThrownBy(() -> Topics.connect(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kafka.properties")
        .hasMessageContaining("CARRIER");
  }

  private static final SensorChunk CHUNK =
      new SensorChunk(
          "S04",
          "hr",
          "wrist",
          1_700_000_000_123_456L,
          1e6,
          new long[0],
          List.of("hr"),
          new float[] {61, Float.NaN},
          "1/min",
          17);

  private static HeadwaterConfig created(String prefix) {
    HeadwaterConfig config = config(prefix, "");
    try (Topics topics = Topics.connect(config)) {
      topics.createMissing(config);
    }
    return config;
  }

  private static HeadwaterConfig config(String prefix, String kafka) {
    return ConfigLoader.parse(
        "test.yaml",
        """
        modalities: [{name: hr, topic: %1$s.hr, rate: 1, channels: [hr]}]
        kafka:
          bootstrap: %2$s
          topics:
            latents: %1$s.latents
            scores: %1$s.scores
            graphs: %1$s.graphs
            models: %1$s.models
            late: %1$s.late
            rejected: %1$s.rejected
        %3$s"""
            .formatted(prefix, broker.bootstrap(), kafka),
        List.of());
  }

  private static List<JsonNode> tail(HeadwaterConfig config, String topic) throws Exception {
    try (TopicTail tail = new TopicTail(config, topic, true)) {
      return drain(tail);
    }
  }

  private static List<JsonNode> drain(TopicTail tail) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    while (!tail.atEnd()) {
      var line = tail.line();
      if (line.isPresent()) {
        lines.add(new ObjectMapper().readTree(line.get().json()));
      }
    }
    return lines;
  }

  private static void send(String topic, String key, byte[] value) throws Exception {
    send(new ProducerRecord<>(topic, key == null ? null : bytes(key), value));
  }

  private static void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(record).get();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
