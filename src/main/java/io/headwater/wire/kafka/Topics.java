package io.headwater.wire.kafka;

import io.headwater.config.HeadwaterConfig;
import io.headwater.config.KafkaConfig;
import io.headwater.config.ModalityConfig;
import io.headwater.config.OutputTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics of a configuration: which there should be, which there are, what they hold.
 *
 * <p>Model snapshots are kept for ever (they are few, and a scorer needs the newest); everything
 * else follows the broker's retention.
 */
public final class Topics implements AutoCloseable {
  /** How long a broker may take to answer before it counts as absent. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int DEFAULT_PARTITIONS = 1;
  private static final short BROKER_DEFAULT_REPLICATION = -1;

  private static final Comparator<TopicPartition> BY_PARTITION =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

  private final Admin admin;
  private final KafkaConfig kafka;

  /**
   * What a topic holds.
   *
   * @param name topic name
   * @param role what the configuration uses it for
   * @param partitions number of partitions; 0 when the topic does not exist
   * @param records records from the first kept to the last, transaction markers included
   */
  public record TopicState(String name, String role, int partitions, long records) {}

  private Topics(Admin admin, KafkaConfig kafka) {
    this.admin = admin;
    this.kafka = kafka;
  }

  /**
   * Connects.
   *
   * @throws BrokerUnreachableException when nobody answers
   * @throws BrokerRefusedException when there is no trust: certificate, credentials or rights
   * @throws ClientSettingsException when Kafka refuses a client property, or a secret is not there
   */
  public static Topics connect(HeadwaterConfig config) {
    ClientProperties.requireResolvable(config.kafka());
    Map<String, Object> client = ClientProperties.of(config.kafka());
    client.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
    client.put("request.timeout.ms", (int) PATIENCE.toMillis());
    Admin admin;
    try {
      admin = Admin.create(client);
    } catch (KafkaException e) {
      throw ConnectionFailure.ofSettings(config.kafka(), e);
    }
    Topics topics = new Topics(admin, config.kafka());
    try {
      topics.existing();
    } catch (RuntimeException e) {
      topics.close();
      throw e;
    }
    return topics;
  }

  /** Every topic that a configuration reads or writes, with its role, in the order of the file. */
  public static Map<String, String> declared(HeadwaterConfig config) {
    Map<String, String> roles = new LinkedHashMap<>();
    for (ModalityConfig modality : config.modalities()) {
      roles.put(modality.topic(), "input: " + modality.name());
    }
    OutputTopics out = config.kafka().topics();
    roles.put(out.latents(), "output: latent estimates");
    roles.put(out.scores(), "output: latent scores");
    roles.put(out.graphs(), "output: graph snapshots");
    roles.put(out.models(), "output: model snapshots");
    roles.put(out.late(), "output: late chunks");
    roles.put(out.rejected(), "output: rejected input");
    return roles;
  }

  /** What learning and what feeds it need: no scores, which it may not be allowed to see. */
  public static Set<String> forLearning(HeadwaterConfig config) {
    Set<String> names = new LinkedHashSet<>(declared(config).keySet());
    names.remove(config.kafka().topics().scores());
    return names;
  }

  /** What scoring needs: sensor topics, models and scores. */
  public static Set<String> forScoring(HeadwaterConfig config) {
    Set<String> names = new LinkedHashSet<>();
    config.modalities().forEach(modality -> names.add(modality.topic()));
    names.add(config.kafka().topics().models());
    names.add(config.kafka().topics().scores());
    return names;
  }

  /** Creates every declared topic that is missing and returns their names. */
  public List<String> createMissing(HeadwaterConfig config) {
    return createMissing(config, declared(config).keySet());
  }

  /** Creates those of the named topics that are missing and returns their names. */
  public List<String> createMissing(HeadwaterConfig config, Set<String> needed) {
    Set<String> existing = existing();
    List<String> missing = needed.stream().filter(t -> !existing.contains(t)).toList();
    List<NewTopic> wanted = new ArrayList<>();
    for (String name : missing) {
      NewTopic topic = new NewTopic(name, DEFAULT_PARTITIONS, BROKER_DEFAULT_REPLICATION);
      if (name.equals(config.kafka().topics().models())) {
        topic.configs(Map.of("retention.ms", "-1", "retention.bytes", "-1"));
      }
      wanted.add(topic);
    }
    try {
      admin.createTopics(wanted).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e.getCause() instanceof AuthorizationException
            ? notAllowed(missing, e)
            : new IllegalStateException(
                "Topics " + missing + " could not be created: " + e.getCause().getMessage(), e);
      }
    } catch (TimeoutException e) {
      throw new BrokerUnreachableException(kafka, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while creating topics.", e);
    }
    return missing;
  }

  private BrokerRefusedException notAllowed(List<String> topics, Throwable cause) {
    return new BrokerRefusedException(
        "Topics %s are missing, or hidden from us, and the broker at %s does not allow us to create them; have them created, or ask for the rights that src/docs/security.md lists."
            .formatted(topics, kafka.bootstrap()),
        cause);
  }

  /** The state of every declared topic, missing ones included. */
  public List<TopicState> state(HeadwaterConfig config) {
    Map<String, String> roles = declared(config);
    Set<String> existing = existing();
    List<String> there = roles.keySet().stream().filter(existing::contains).toList();
    Map<String, TopicDescription> described = await(admin.describeTopics(there).allTopicNames());
    List<TopicState> states = new ArrayList<>();
    roles.forEach(
        (name, role) -> {
          TopicDescription topic = described.get(name);
          states.add(
              topic == null
                  ? new TopicState(name, role, 0, 0)
                  : new TopicState(name, role, topic.partitions().size(), records(topic)));
        });
    return states;
  }

  private long records(TopicDescription topic) {
    Map<TopicPartition, OffsetSpec> first = new TreeMap<>(BY_PARTITION);
    Map<TopicPartition, OffsetSpec> last = new TreeMap<>(BY_PARTITION);
    topic
        .partitions()
        .forEach(
            p -> {
              first.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.earliest());
              last.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest());
            });
    return sum(await(admin.listOffsets(last).all())) - sum(await(admin.listOffsets(first).all()));
  }

  private static long sum(Map<TopicPartition, ListOffsetsResultInfo> offsets) {
    return offsets.values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
  }

  public boolean exists(String topic) {
    return existing().contains(topic);
  }

  private Set<String> existing() {
    return await(admin.listTopics().names());
  }

  private <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw ConnectionFailure.of(kafka, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the broker.", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
