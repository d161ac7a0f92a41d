package io.headwater.fault;

import io.headwater.config.OutputTopics;
import io.headwater.estimator.WindowEstimate;
import io.headwater.job.WardTopics;
import io.headwater.learn.GraphRecord;
import io.headwater.wire.GraphSnapshotCodec;
import io.headwater.wire.LatentEstimateCodec;
import io.headwater.wire.ModelSnapshotCodec;
import io.headwater.wire.kafka.KafkaOutputs;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a run published, as a reader of committed records sees it, and what it kept.
 *
 * @param latents values by record id
 * @param twice windows whose latents were seen more than once
 * @param late values by record id
 * @param rejected record ids; a reason may tell the wall clock
 * @param graphs graph snapshots
 * @param models version, parent and SHA-256 of each model
 * @param counts chunks per modality and outcome
 * @param learner SHA-256 of the learner's whole state
 */
record Outcome(
    Map<String, String> latents,
    int twice,
    Map<String, String> late,
    Set<String> rejected,
    List<String> graphs,
    List<String> models,
    Map<String, Long> counts,
    String learner) {

  static Outcome read(
      WardTopics topics, OutputTopics names, Map<String, Long> counts, String learner) {
    Map<String, String> latents = topics.values(names.latents());
    ModelSnapshotCodec codec = new ModelSnapshotCodec();
    return new Outcome(
        latents,
        repeated(topics.committed(names.latents())),
        topics.values(names.late()),
        topics.values(names.rejected()).keySet(),
        topics.committed(names.graphs()).stream().map(Outcome::hex).toList(),
        topics.committed(names.models()).stream()
            .map(r -> codec.decode(r.value()))
            .map(m -> m.version() + " after " + m.parentVersion() + " " + m.sha256())
            .toList(),
        counts,
        learner);
  }

  private static int repeated(List<ConsumerRecord<byte[], byte[]>> latents) {
    Set<String> once = new HashSet<>();
    Set<String> again = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> latent : latents) {
      String id = WardTopics.header(latent, KafkaOutputs.RECORD_ID);
      if (!once.add(id)) {
        again.add(id);
      }
    }
    return again.size();
  }

  /** The graph snapshots, decoded. */
  List<GraphRecord> graphRecords() {
    GraphSnapshotCodec codec = new GraphSnapshotCodec();
    return graphs.stream().map(g -> codec.decode(HexFormat.of().parseHex(g))).toList();
  }

  /** What was published of each window. */
  List<WindowEstimate> estimates() {
    LatentEstimateCodec codec = new LatentEstimateCodec();
    return latents.values().stream()
        .map(hex -> codec.decode(HexFormat.of().parseHex(hex)).estimate())
        .toList();
  }

  private static String hex(ConsumerRecord<byte[], byte[]> record) {
    return HexFormat.of().formatHex(record.value());
  }

  /** Chunks of all modalities with an outcome, or all that were read. */
  long total(String outcome) {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().endsWith("." + outcome))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Whether a modality was present, by record id of the latents. */
  Map<String, Boolean> present(String modality) {
    LatentEstimateCodec codec = new LatentEstimateCodec();
    Map<String, Boolean> present = new TreeMap<>();
    latents.forEach(
        (id, hex) ->
            present.put(
                id,
                codec.decode(HexFormat.of().parseHex(hex)).estimate().modalities().stream()
                    .anyMatch(m -> m.modality().equals(modality) && m.present())));
    return present;
  }

  /** Windows of a feed that nobody saw. */
  long lost(Feed feed) {
    return feed.expected().stream().filter(id -> !latents.containsKey(id)).count();
  }
}
