package io.headwater.align.codec;

import io.headwater.align.grid.ChunkId;
import io.headwater.state.BinaryCodec;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Binary form of a {@link ChunkId}; as a key of map state, equal ids must give equal bytes. */
public final class ChunkIdCodec implements BinaryCodec<ChunkId> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION_1 = 1;

  @Override
  public int version() {
    return VERSION_1;
  }

  @Override
  public void write(ChunkId id, DataOutputView out) throws IOException {
    Texts.write(id.modality(), out);
    Texts.write(id.device(), out);
    out.writeLong(id.startMicros());
    out.writeLong(id.sequence());
  }

  @Override
  public ChunkId read(DataInputView in, int version) throws IOException {
    return new ChunkId(Texts.read(in), Texts.read(in), in.readLong(), in.readLong());
  }
}
