package io.headwater.align.codec;

import io.headwater.sensor.SensorChunk;
import io.headwater.state.BinaryCodec;
import io.headwater.state.PrimitiveArrays;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Binary form of a {@link SensorChunk}: its components in order. */
public final class SensorChunkCodec implements BinaryCodec<SensorChunk> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION_1 = 1;

  @Override
  public int version() {
    return VERSION_1;
  }

  @Override
  public void write(SensorChunk chunk, DataOutputView out) throws IOException {
    Texts.write(chunk.subject(), out);
    Texts.write(chunk.modality(), out);
    Texts.write(chunk.device(), out);
    out.writeLong(chunk.startMicros());
    out.writeDouble(chunk.periodMicros());
    PrimitiveArrays.writeLongs(chunk.offsetsMicros(), out);
    Texts.writeAll(chunk.channels(), out);
    PrimitiveArrays.writeFloats(chunk.values(), out);
    Texts.write(chunk.unit(), out);
    out.writeLong(chunk.sequence());
  }

  @Override
  public SensorChunk read(DataInputView in, int version) throws IOException {
    return new SensorChunk(
        Texts.read(in),
        Texts.read(in),
        Texts.read(in),
        in.readLong(),
        in.readDouble(),
        PrimitiveArrays.readLongs(in),
        Texts.readAll(in),
        PrimitiveArrays.readFloats(in),
        Texts.read(in),
        in.readLong());
  }
}
