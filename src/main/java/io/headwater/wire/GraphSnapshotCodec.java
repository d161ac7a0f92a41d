package io.headwater.wire;

import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.LatentNode;
import io.headwater.learn.GraphRecord;
import io.headwater.wire.avro.Finding;
import io.headwater.wire.avro.GraphEdge;
import io.headwater.wire.avro.GraphNode;
import io.headwater.wire.avro.GraphSnapshot;

/** {@code GraphSnapshot} (schemas/GraphSnapshot.avsc) to and from {@link GraphRecord}. */
public final class GraphSnapshotCodec implements WireCodec<GraphRecord> {
  private final WireCodec<GraphRecord> avro;

  public GraphSnapshotCodec() {
    this(new SingleObjectFraming());
  }

  public GraphSnapshotCodec(Framing framing) {
    avro =
        new AvroWireCodec<>(
            GraphSnapshot.getClassSchema(),
            GraphSnapshotCodec::toAvro,
            GraphSnapshotCodec::fromAvro,
            framing);
  }

  @Override
  public byte[] encode(GraphRecord record) {
    return avro.encode(record);
  }

  @Override
  public GraphRecord decode(byte[] bytes) {
    return avro.decode(bytes);
  }

  static GraphSnapshot toAvro(GraphRecord record) {
    return GraphSnapshot.newBuilder()
        .setModelVersion(record.modelVersion())
        .setAsOfMicros(record.asOfMicros())
        .setSteps(record.steps())
        .setWindows(record.windows())
        .setNodes(
            record.graph().nodes().stream()
                .map(n -> new GraphNode(n.id(), n.modality(), n.component(), n.sharedWith()))
                .toList())
        .setEdges(record.graph().edges().stream().map(GraphSnapshotCodec::toAvro).toList())
        .setSparsity(record.graph().sparsity())
        .setDriftState(record.driftState())
        .setFindings(record.report().findings().stream().map(GraphSnapshotCodec::toAvro).toList())
        .setAssumptions(record.report().assumptions())
        .build();
  }

  private static GraphEdge toAvro(CausalEdge e) {
    return new GraphEdge(
        e.source(),
        e.target(),
        AvroLists.nullable(e.score()),
        AvroLists.nullable(e.probability()),
        AvroLists.nullable(e.stability()),
        AvroLists.nullable(e.directionSupport()),
        e.selected());
  }

  private static Finding toAvro(ConditionFinding f) {
    return Finding.newBuilder()
        .setCondition(f.condition())
        .setScope(f.scope())
        .setStatistic(AvroLists.nullable(f.statistic()))
        .setThreshold(AvroLists.nullable(f.threshold()))
        .setEffectiveSamples(AvroLists.nullable(f.effectiveSamples()))
        .setStatus(io.headwater.wire.avro.Status.valueOf(f.status().name()))
        .setConsequence(f.consequence())
        .build();
  }

  static GraphRecord fromAvro(GraphSnapshot r) {
    CausalGraph graph =
        new CausalGraph(
            r.getNodes().stream()
                .map(
                    n ->
                        new LatentNode(
                            n.getId(), n.getModality(), n.getComponent(), n.getSharedWith()))
                .toList(),
            r.getEdges().stream().map(GraphSnapshotCodec::fromAvro).toList());
    IdentifiabilityReport report =
        new IdentifiabilityReport(
            r.getFindings().stream().map(GraphSnapshotCodec::fromAvro).toList(),
            r.getAssumptions());
    return new GraphRecord(
        r.getModelVersion(),
        r.getAsOfMicros(),
        r.getSteps(),
        r.getWindows(),
        graph,
        report,
        r.getDriftState());
  }

  private static CausalEdge fromAvro(GraphEdge e) {
    return new CausalEdge(
        e.getSource(),
        e.getTarget(),
        AvroLists.orNaN(e.getScore()),
        AvroLists.orNaN(e.getProbability()),
        AvroLists.orNaN(e.getStability()),
        AvroLists.orNaN(e.getDirectionSupport()),
        e.getSelected());
  }

  private static ConditionFinding fromAvro(Finding f) {
    return new ConditionFinding(
        f.getCondition(),
        f.getScope(),
        AvroLists.orNaN(f.getStatistic()),
        AvroLists.orNaN(f.getThreshold()),
        AvroLists.orNaN(f.getEffectiveSamples()),
        FindingStatus.valueOf(f.getStatus().name()),
        f.getConsequence());
  }
}
