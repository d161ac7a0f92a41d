package io.headwater.wire;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.WindowEstimate;
import io.headwater.graph.LatentNode;
import io.headwater.learn.LatentRecord;
import io.headwater.window.InputRange;
import io.headwater.wire.avro.LatentEstimate;
import java.util.ArrayList;
import java.util.List;

/** {@code LatentEstimate} (schemas/LatentEstimate.avsc) to and from {@link LatentRecord}. */
public final class LatentEstimateCodec implements WireCodec<LatentRecord> {
  private final WireCodec<LatentRecord> avro;

  public LatentEstimateCodec() {
    this(new SingleObjectFraming());
  }

  public LatentEstimateCodec(Framing framing) {
    avro =
        new AvroWireCodec<>(
            LatentEstimate.getClassSchema(),
            LatentEstimateCodec::toAvro,
            LatentEstimateCodec::fromAvro,
            framing);
  }

  @Override
  public byte[] encode(LatentRecord record) {
    return avro.encode(record);
  }

  @Override
  public LatentRecord decode(byte[] bytes) {
    return avro.decode(bytes);
  }

  static LatentEstimate toAvro(LatentRecord record) {
    WindowEstimate estimate = record.estimate();
    List<io.headwater.wire.avro.ModalityEstimate> modalities = new ArrayList<>();
    List<String> components = new ArrayList<>();
    List<String> present = new ArrayList<>();
    for (ModalityEstimate m : estimate.modalities()) {
      modalities.add(
          new io.headwater.wire.avro.ModalityEstimate(
              m.modality(),
              m.present(),
              AvroLists.boxed(m.mean()),
              AvroLists.boxed(m.deviation()),
              AvroLists.boxed(m.exogenousMean()),
              AvroLists.boxed(m.exogenousDeviation())));
      for (int i = 0; i < m.mean().length; i++) {
        components.add(LatentNode.of(m.modality(), i).id());
      }
      if (m.present()) {
        present.add(m.modality());
      }
    }
    return LatentEstimate.newBuilder()
        .setSubject(record.subject())
        .setWindowStart(record.windowStart())
        .setWindowEnd(record.windowEnd())
        .setModelVersion(record.modelVersion())
        .setModalities(modalities)
        .setComponentIds(components)
        .setPresentModalities(present)
        .setPrequentialLoss(AvroLists.nullable(estimate.loss()))
        .setMeanPredictorLoss(AvroLists.nullable(estimate.meanPredictorLoss()))
        .setCrossLoss(AvroLists.nullable(estimate.crossLoss()))
        .setLineage(
            record.lineage().stream()
                .map(r -> new io.headwater.wire.avro.InputRange(r.source(), r.first(), r.last()))
                .toList())
        .build();
  }

  static LatentRecord fromAvro(LatentEstimate r) {
    List<ModalityEstimate> modalities = new ArrayList<>();
    for (io.headwater.wire.avro.ModalityEstimate m : r.getModalities()) {
      modalities.add(
          new ModalityEstimate(
              m.getModality(),
              m.getPresent(),
              AvroLists.floats(m.getMean()),
              AvroLists.floats(m.getDeviation()),
              AvroLists.floats(m.getExogenousMean()),
              AvroLists.floats(m.getExogenousDeviation())));
    }
    return new LatentRecord(
        r.getSubject(),
        r.getWindowStart(),
        r.getWindowEnd(),
        r.getModelVersion(),
        new WindowEstimate(
            modalities,
            AvroLists.orNaN(r.getPrequentialLoss()),
            AvroLists.orNaN(r.getMeanPredictorLoss()),
            AvroLists.orNaN(r.getCrossLoss())),
        r.getLineage().stream()
            .map(i -> new InputRange(i.getSource(), i.getFirst(), i.getLast()))
            .toList());
  }
}
