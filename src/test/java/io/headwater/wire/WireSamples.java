package io.headwater.wire;

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
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.window.AlignedWindow;
import io.headwater.window.InputRange;
import io.headwater.window.SampleGrid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One fixed record of every contract, with its awkward values; the golden bytes are of these. */
final class WireSamples {
  private WireSamples() {}

  static final SensorChunk REGULAR =
      new SensorChunk(
          "S04",
          "oximeter",
          "wrist-left",
          1_700_000_000_123_456L,
          976_562.5,
          new long[0],
          List.of("spo2", "hr"),
          new float[] {97.5f, 61, Float.NaN, 62, 0, -0.0f, Float.POSITIVE_INFINITY, 1e-45f},
          "%,1/min",
          17);

  static final SensorChunk IRREGULAR =
      new SensorChunk(
          "Zoë",
          "beats",
          "",
          -5,
          0,
          new long[] {0, 850_000, 850_000, 3_000_000_000L},
          List.of("ibi"),
          new float[] {0.85f, 0.9f, Float.NaN, 1.1f},
          "s",
          0);

  static final RejectedRecord REJECTED =
      new RejectedRecord(
          "sensor.oximeter-0",
          991,
          "The record of 3 bytes does not begin with C3 01.",
          new byte[] {0, -1, 127});

  static final AlignedWindow WINDOW =
      new AlignedWindow(
          "S04",
          1_700_000_040_000_000L,
          1_700_000_100_000_000L,
          List.of(
              new SampleGrid(
                  "oximeter",
                  3,
                  2,
                  new float[] {97, 61, 0, 62, 96.5f, 0},
                  new byte[] {1, 1, 0, 1, 1, 0},
                  5),
              new SampleGrid("profile", 1, 1, new float[] {63}, new byte[] {1}, 0)),
          List.of(new InputRange("sensor.oximeter-0", 7, 991)));

  /** One modality absent, no statistics yet. */
  static final LatentRecord LATENT =
      new LatentRecord(
          "S04",
          1_700_000_040_000_000L,
          1_700_000_100_000_000L,
          3,
          new WindowEstimate(
              List.of(
                  new ModalityEstimate(
                      "oximeter",
                      true,
                      new float[] {0.5f, -1.25f},
                      new float[] {0.1f, 0.2f},
                      new float[] {2},
                      new float[] {1}),
                  new ModalityEstimate(
                      "beats",
                      false,
                      new float[] {0},
                      new float[] {1},
                      new float[0],
                      new float[0])),
              Double.NaN,
              1.0,
              Double.NaN),
          List.of(
              new InputRange("sensor.beats-1", 0, 0), new InputRange("sensor.oximeter-0", 7, 991)));

  /** Not a figure measured on the first edge, every one on the second. */
  static final GraphRecord GRAPH =
      new GraphRecord(
          3,
          1_700_000_100_000_000L,
          640,
          4000,
          new CausalGraph(
              List.of(
                  LatentNode.of("oximeter", 0),
                  LatentNode.of("oximeter", 1),
                  LatentNode.of("beats", 0)),
              List.of(
                  new CausalEdge(
                      "oximeter.z0",
                      "beats.z0",
                      Double.NaN,
                      Double.NaN,
                      Double.NaN,
                      Double.NaN,
                      false),
                  new CausalEdge("beats.z0", "oximeter.z1", 0.25, 0.97, 1, -0.5, true))),
          new IdentifiabilityReport(
              List.of(
                  new ConditionFinding(
                      "shared latents vary",
                      "oximeter",
                      0.91,
                      0.5,
                      312.5,
                      FindingStatus.SUPPORTED,
                      "component"),
                  new ConditionFinding(
                      "noise is independent",
                      "all",
                      Double.NaN,
                      Double.NaN,
                      0,
                      FindingStatus.NOT_ENOUGH_DATA,
                      "none")),
              List.of("The mixing does not change with time.")),
          GraphRecord.NO_DRIFT);

  /** A latent that two modalities contain; such nodes came with the second version. */
  static final GraphRecord SHARED_GRAPH =
      new GraphRecord(
          4,
          1_700_000_200_000_000L,
          700,
          4400,
          new CausalGraph(
              List.of(
                  LatentNode.of("oximeter", 0).sharedWith(List.of("beats.z0")),
                  LatentNode.of("oximeter", 1),
                  LatentNode.of("beats", 0).sharedWith(List.of("oximeter.z0"))),
              List.of(new CausalEdge("oximeter.z0", "oximeter.z1", 0.25, 0.97, 1, 0.5, true))),
          new IdentifiabilityReport(List.of(), List.of()),
          GraphRecord.NO_DRIFT);

  static final ModelRecord MODEL =
      new ModelRecord(
          3,
          "0123456789abcdef",
          Map.of("cross-loss", 0.75, "loss", Double.NaN, "windows", 4000.0),
          "file:///var/headwater/models/ward-3.bin",
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          123_456_789_012L,
          2L,
          1_700_000_100_000_000L);

  /** The first version of a model has no parent. */
  static final ModelRecord FIRST_MODEL =
      new ModelRecord(1, "0", Map.of(), "file:///m", "00", 0, null, Long.MIN_VALUE);

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
