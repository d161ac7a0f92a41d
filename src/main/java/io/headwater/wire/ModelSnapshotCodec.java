package io.headwater.wire;

import io.headwater.learn.ModelRecord;
import io.headwater.wire.avro.ModelSnapshot;

/** {@code ModelSnapshot} (schemas/ModelSnapshot.avsc) to and from {@link ModelRecord}. */
public final class ModelSnapshotCodec implements WireCodec<ModelRecord> {
  private final WireCodec<ModelRecord> avro;

  public ModelSnapshotCodec() {
    this(new SingleObjectFraming());
  }

  public ModelSnapshotCodec(Framing framing) {
    avro =
        new AvroWireCodec<>(
            ModelSnapshot.getClassSchema(),
            ModelSnapshotCodec::toAvro,
            ModelSnapshotCodec::fromAvro,
            framing);
  }

  @Override
  public byte[] encode(ModelRecord record) {
    return avro.encode(record);
  }

  @Override
  public ModelRecord decode(byte[] bytes) {
    return avro.decode(bytes);
  }

  private static ModelSnapshot toAvro(ModelRecord r) {
    return ModelSnapshot.newBuilder()
        .setVersion(r.version())
        .setConfigFingerprint(r.configFingerprint())
        .setMetrics(r.metrics())
        .setUri(r.uri())
        .setSha256(r.sha256())
        .setBytes(r.bytes())
        .setParentVersion(r.parentVersion())
        .setAsOfMicros(r.asOfMicros())
        .build();
  }

  private static ModelRecord fromAvro(ModelSnapshot r) {
    return new ModelRecord(
        r.getVersion(),
        r.getConfigFingerprint(),
        r.getMetrics(),
        r.getUri(),
        r.getSha256(),
        r.getBytes(),
        r.getParentVersion(),
        r.getAsOfMicros());
  }
}
