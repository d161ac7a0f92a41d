package io.headwater.align.codec;

import io.headwater.align.Arrival;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.sensor.SensorRecord;
import io.headwater.state.BinaryCodec;
import io.headwater.state.CodecSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Binary form of an {@link Arrival}, without the bytes it came in; the record inside carries its
 * own kind and version.
 */
public final class ArrivalCodec implements BinaryCodec<Arrival> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION_1 = 1;
  private static final int CHUNK = 1;
  private static final int REJECTED = 2;

  private static final CodecSerializer<SensorChunk> CHUNKS =
      new CodecSerializer<>(new SensorChunkCodec());
  private static final CodecSerializer<RejectedRecord> REJECTIONS =
      new CodecSerializer<>(new RejectedRecordCodec());

  @Override
  public int version() {
    return VERSION_1;
  }

  @Override
  public void write(Arrival arrival, DataOutputView out) throws IOException {
    Texts.write(arrival.source(), out);
    out.writeLong(arrival.position());
    if (arrival.record() instanceof SensorChunk chunk) {
      out.writeByte(CHUNK);
      CHUNKS.serialize(chunk, out);
    } else {
      out.writeByte(REJECTED);
      REJECTIONS.serialize((RejectedRecord) arrival.record(), out);
    }
  }

  @Override
  public Arrival read(DataInputView in, int version) throws IOException {
    return new Arrival(Texts.read(in), in.readLong(), readRecord(in));
  }

  private static SensorRecord readRecord(DataInputView in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case CHUNK -> CHUNKS.deserialize(in);
      case REJECTED -> REJECTIONS.deserialize(in);
      default ->
          throw new IOException("An arrival claims kind " + kind + "; the bytes are damaged.");
    };
  }
}
