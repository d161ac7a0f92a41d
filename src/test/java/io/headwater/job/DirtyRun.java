package io.headwater.job;

import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.OutputTopics;
import io.headwater.job.DirtyInput.Fate;
import io.headwater.job.DirtyInput.Sent;
import io.headwater.sensor.RejectedRecord;
import io.headwater.wire.RejectedRecordWireCodec;
import io.headwater.wire.kafka.KafkaOutputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The real job over a {@link DirtyInput} on topics of its own, and the account of every record that
 * must have been rejected.
 */
final class DirtyRun {
  /** What is left of a record that must come back: enough to know its bytes again. */
  private record Expected(int hash, int length, String reason) {}

  private static final Expected NOT_REJECTED = new Expected(0, 0, null);

  final HeadwaterConfig config;
  private final WardTopics topics;
  private final Map<String, List<Expected>> expected = new HashMap<>();

  DirtyRun(String name, String bootstrap, Path folder) throws Exception {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "name=" + name,
                "kafka.bootstrap=" + bootstrap,
                "runtime.checkpoint-interval=1s",
                "runtime.models=" + folder.resolve(name).toUri()));
    for (int m = 0; m < 3; m++) {
      settings.add("modalities[" + m + "].topic=" + name + ".in" + m);
    }
    for (String topic : List.of("latents", "graphs", "models", "late", "rejected")) {
      settings.add("kafka.topics." + topic + "=" + name + "." + topic);
    }
    config = ConfigLoader.parse("small-ward.yaml", SmallWard.yaml(), settings);
    topics = new WardTopics(bootstrap);
    OutputTopics out = config.kafka().topics();
    List<String> names = new ArrayList<>(config.modalities().stream().map(m -> m.topic()).toList());
    names.addAll(List.of(out.latents(), out.graphs(), out.models(), out.late(), out.rejected()));
    topics.create(1, names);
  }

  /** Writes the input: good chunks of so many windows, bad records, and one of the largest. */
  DirtyInput write(int windows, long bad) {
    DirtyInput input = new DirtyInput(config, 23);
    AtomicReference<Exception> refused = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", config.kafka().bootstrap(), "linger.ms", 5),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      Consumer<Sent> send =
          sent -> {
            expect(sent);
            var unused =
                producer.send(
                    sent.record(),
                    (metadata, failure) -> {
                      if (failure != null) {
                        refused.compareAndSet(null, failure);
                      }
                    });
          };
      input.write(windows, bad, send);
      if (bad > 0) {
        send.accept(input.largest());
      }
      producer.flush();
    }
    if (refused.get() != null) {
      throw new IllegalStateException("The broker did not take the input.", refused.get());
    }
    return input;
  }

  private void expect(Sent sent) {
    Fate fate = sent.fate();
    byte[] value = sent.record().value();
    expected
        .computeIfAbsent(sent.record().topic(), topic -> new ArrayList<>())
        .add(
            fate.outcome().equals("rejected")
                ? new Expected(Arrays.hashCode(value), value.length, fate.reason())
                : NOT_REJECTED);
  }

  /** Runs the job to the end of its input. */
  Map<String, Long> run(Consumer<LearnProgress> listener) throws Exception {
    StreamExecutionEnvironment env = LocalRun.environment(1, new Configuration());
    LiveEnvironment.checkpoints(env, config);
    var result = BoundedLearning.run(env, config, listener);
    Map<String, Long> counted =
        new TreeMap<>(LearnProgress.of(result.getAllAccumulatorResults()).chunks());
    counted.values().removeIf(count -> count == 0);
    return counted;
  }

  /** What is wrong with the rejected topic, a sentence each; empty when all came back as it was. */
  List<String> rejectionProblems() {
    List<String> problems = new ArrayList<>();
    RejectedRecordWireCodec codec = new RejectedRecordWireCodec();
    for (ConsumerRecord<byte[], byte[]> record : committed("rejected")) {
      String id = WardTopics.header(record, KafkaOutputs.RECORD_ID);
      RejectedRecord rejected = codec.decode(record.value());
      String topic = rejected.source().substring(0, rejected.source().lastIndexOf('-'));
      List<Expected> ofTopic = expected.get(topic);
      Expected known = ofTopic.set((int) rejected.position(), NOT_REJECTED);
      if (known.reason() == null) {
        problems.add(id + " should not have been rejected, or came twice: " + rejected.reason());
      } else if (!sameBytes(known, rejected)) {
        problems.add(id + " does not carry its original bytes.");
      } else if (!rejected.reason().contains(known.reason()) || !rejected.reason().endsWith(".")) {
        problems.add(id + " has the reason '" + rejected.reason() + "'.");
      }
    }
    expected.forEach(
        (topic, records) -> {
          long missing = records.stream().filter(e -> e.reason() != null).count();
          if (missing > 0) {
            problems.add(missing + " records of " + topic + " are not in the rejected topic.");
          }
        });
    return problems;
  }

  /** Whole, or where it does not fit cut, with the true length told. */
  private static boolean sameBytes(Expected known, RejectedRecord rejected) {
    return known.length() == rejected.original().length
        ? known.hash() == Arrays.hashCode(rejected.original())
        : rejected.original().length > known.length() * 0.99
            && rejected
                .reason()
                .startsWith("The original of %d bytes (SHA-256 ".formatted(known.length()));
  }

  /** Every committed record of the run's own topic of a kind. */
  List<ConsumerRecord<byte[], byte[]>> committed(String kind) {
    return topics.committed(config.name() + "." + kind);
  }
}
