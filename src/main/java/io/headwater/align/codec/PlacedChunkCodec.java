package io.headwater.align.codec;

import io.headwater.align.grid.PlacedChunk;
import io.headwater.sensor.SensorChunk;
import io.headwater.state.BinaryCodec;
import io.headwater.state.CodecSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Binary form of a {@link PlacedChunk}; the chunk inside carries its own version. */
public final class PlacedChunkCodec implements BinaryCodec<PlacedChunk> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION_1 = 1;
  private static final CodecSerializer<SensorChunk> CHUNKS =
      new CodecSerializer<>(new SensorChunkCodec());

  @Override
  public int version() {
    return VERSION_1;
  }

  @Override
  public void write(PlacedChunk placed, DataOutputView out) throws IOException {
    CHUNKS.serialize(placed.chunk(), out);
    Texts.write(placed.source(), out);
    out.writeLong(placed.position());
    out.writeLong(placed.effectiveMicros());
  }

  @Override
  public PlacedChunk read(DataInputView in, int version) throws IOException {
    return new PlacedChunk(CHUNKS.deserialize(in), Texts.read(in), in.readLong(), in.readLong());
  }
}
