package io.headwater.wire;

import io.headwater.sensor.RejectedRecord;
import java.nio.ByteBuffer;

/** {@code RejectedRecord} (schemas/RejectedRecord.avsc) to and from {@link RejectedRecord}. */
public final class RejectedRecordWireCodec implements WireCodec<RejectedRecord> {
  private final WireCodec<RejectedRecord> avro;

  public RejectedRecordWireCodec() {
    this(new SingleObjectFraming());
  }

  public RejectedRecordWireCodec(Framing framing) {
    avro =
        new AvroWireCodec<>(
            io.headwater.wire.avro.RejectedRecord.getClassSchema(),
            RejectedRecordWireCodec::toAvro,
            RejectedRecordWireCodec::fromAvro,
            framing);
  }

  @Override
  public byte[] encode(RejectedRecord record) {
    return avro.encode(record);
  }

  @Override
  public RejectedRecord decode(byte[] bytes) {
    return avro.decode(bytes);
  }

  private static io.headwater.wire.avro.RejectedRecord toAvro(RejectedRecord r) {
    return new io.headwater.wire.avro.RejectedRecord(
        r.source(), r.position(), r.reason(), ByteBuffer.wrap(r.original()));
  }

  private static RejectedRecord fromAvro(io.headwater.wire.avro.RejectedRecord r) {
    byte[] original = new byte[r.getOriginal().remaining()];
    r.getOriginal().duplicate().get(original);
    return new RejectedRecord(r.getSource(), r.getPosition(), r.getReason(), original);
  }
}
