package io.headwater.align.codec;

import io.headwater.align.AlignCounts;
import io.headwater.align.ChunkCounts;
import io.headwater.state.BinaryCodec;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Binary form of {@link AlignCounts}: modalities in order of name, five counts each. */
public final class AlignCountsCodec implements BinaryCodec<AlignCounts> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION_1 = 1;

  @Override
  public int version() {
    return VERSION_1;
  }

  @Override
  public void write(AlignCounts counts, DataOutputView out) throws IOException {
    out.writeInt(counts.byModality().size());
    for (Map.Entry<String, ChunkCounts> entry : counts.byModality().entrySet()) {
      Texts.write(entry.getKey(), out);
      out.writeLong(entry.getValue().read());
      out.writeLong(entry.getValue().used());
      out.writeLong(entry.getValue().duplicate());
      out.writeLong(entry.getValue().late());
      out.writeLong(entry.getValue().rejected());
    }
  }

  @Override
  public AlignCounts read(DataInputView in, int version) throws IOException {
    SortedMap<String, ChunkCounts> counts = new TreeMap<>();
    for (int left = Texts.readCount(in); left > 0; left--) {
      counts.put(
          Texts.read(in),
          new ChunkCounts(
              in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong()));
    }
    return new AlignCounts(counts);
  }
}
