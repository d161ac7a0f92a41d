package io.headwater.align.codec;

import io.headwater.sensor.RejectedRecord;
import io.headwater.state.BinaryCodec;
import io.headwater.state.PrimitiveArrays;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Binary form of a {@link RejectedRecord}: its components in order. */
public final class RejectedRecordCodec implements BinaryCodec<RejectedRecord> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION_1 = 1;

  @Override
  public int version() {
    return VERSION_1;
  }

  @Override
  public void write(RejectedRecord record, DataOutputView out) throws IOException {
    Texts.write(record.source(), out);
    out.writeLong(record.position());
    Texts.write(record.reason(), out);
    PrimitiveArrays.writeBytes(record.original(), out);
  }

  @Override
  public RejectedRecord read(DataInputView in, int version) throws IOException {
    return new RejectedRecord(
        Texts.read(in), in.readLong(), Texts.read(in), PrimitiveArrays.readBytes(in));
  }
}
