package io.headwater.dashboard;

import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.WindowEstimate;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.LatentNode;
import io.headwater.learn.GraphRecord;
import io.headwater.learn.LatentRecord;
import io.headwater.learn.ModelRecord;
import io.headwater.sensor.SensorChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records as a job and its sensors would write them, of a night that the tests make up. */
final class Ward {
  static final long START = 1_767_304_800_000_000L; // 2026-01-01T22:00:00Z
  static final long MINUTE = 60_000_000L;
  static final String JOB = "night-ward";

  private static final String YAML =
      """
      name: night-ward
      modalities:
        - {name: sleep, channels: [eeg, eog], rate: 1}
        - {name: heart, channels: [rate], rate: 1}
      kafka: {bootstrap: "%s"}
      """;

  private Ward() {}

  static HeadwaterConfig config(String bootstrap, String... overrides) {
    return ConfigLoader.parse("test.yaml", YAML.formatted(bootstrap), List.of(overrides));
  }

  static LatentRecord latent(String subject, int minute) {
    float value = (float) Math.sin(minute / 5.0);
    return new LatentRecord(
        subject,
        START + minute * MINUTE,
        START + (minute + 1) * MINUTE,
        minute / 10,
        new WindowEstimate(
            List.of(
                estimate("sleep", true, value, -value),
                estimate("heart", minute % 3 != 0, value / 2, 0.25f)),
            1.2 - minute / 100.0,
            1.0,
            1.1),
        List.of());
  }

  private static ModalityEstimate estimate(String name, boolean present, float... mean) {
    return new ModalityEstimate(
        name, present, mean, new float[] {0.2f, 0.3f}, new float[0], new float[0]);
  }

  static SensorChunk chunk(String subject, String modality, List<String> channels, int minute) {
    float[] values = new float[60 * channels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i / 10.0) + minute;
    }
    return new SensorChunk(
        subject,
        modality,
        "d",
        START + minute * MINUTE,
        1_000_000,
        new long[0],
        channels,
        values,
        "µV",
        minute);
  }

  /** The same chunk by a device whose clock is wrong. */
  static SensorChunk at(long startMicros, SensorChunk chunk) {
    return new SensorChunk(
        chunk.subject(),
        chunk.modality(),
        chunk.device(),
        startMicros,
        chunk.periodMicros(),
        chunk.offsetsMicros(),
        chunk.channels(),
        chunk.values(),
        chunk.unit(),
        chunk.sequence());
  }

  /** Two modalities with two latents each, or of the given names; links by their ends. */
  static GraphRecord graph(int version, String drift, String other, CausalEdge... edges) {
    List<LatentNode> nodes = new ArrayList<>();
    for (String modality : List.of("sleep", other)) {
      nodes.add(LatentNode.of(modality, 0));
      nodes.add(LatentNode.of(modality, 1));
    }
    return new GraphRecord(
        version,
        START + (10L + version) * MINUTE,
        100L * version,
        1000L * version,
        new CausalGraph(nodes, List.of(edges)),
        report(other),
        drift);
  }

  private static IdentifiabilityReport report(String other) {
    List<ConditionFinding> findings = new ArrayList<>();
    FindingStatus[] statuses = FindingStatus.values();
    for (int i = 0; i < statuses.length; i++) {
      findings.add(
          new ConditionFinding(
              "condition number " + i,
              i < 2 ? "sleep" : other,
              0.9,
              0.5,
              300,
              statuses[i],
              "block"));
    }
    findings.add(
        new ConditionFinding(
            IdentifiabilityReport.SUMMARY,
            "sleep",
            1,
            1,
            300,
            FindingStatus.SUPPORTED,
            "COMPONENT: each latent"));
    return new IdentifiabilityReport(findings, List.of("The mixing does not change."));
  }

  static CausalEdge edge(String source, String target, double probability) {
    return new CausalEdge(source, target, 0.4, probability, 1, 0.2, true);
  }

  static ModelRecord model(long version) {
    return new ModelRecord(
        version,
        "0123456789abcdef",
        Map.of("loss", 0.5),
        "file:///m-" + version,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        250_000,
        version == 1 ? null : version - 1,
        START + version * MINUTE);
  }
}
