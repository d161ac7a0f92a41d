package io.headwater.align.codec;

import io.headwater.state.BinaryCodec;
import io.headwater.state.PrimitiveArrays;
import io.headwater.window.SampleGrid;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Binary form of a {@link SampleGrid}; the presence mask takes one bit per cell. */
public final class SampleGridCodec implements BinaryCodec<SampleGrid> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION_1 = 1;

  @Override
  public int version() {
    return VERSION_1;
  }

  @Override
  public void write(SampleGrid grid, DataOutputView out) throws IOException {
    Texts.write(grid.modality(), out);
    out.writeInt(grid.steps());
    out.writeInt(grid.channels());
    out.writeInt(grid.flags());
    PrimitiveArrays.writeFloats(grid.values(), out);
    PrimitiveArrays.writeBytes(pack(grid.present()), out);
  }

  @Override
  public SampleGrid read(DataInputView in, int version) throws IOException {
    String modality = Texts.read(in);
    int steps = in.readInt();
    int channels = in.readInt();
    int flags = in.readInt();
    float[] values = PrimitiveArrays.readFloats(in);
    byte[] bits = PrimitiveArrays.readBytes(in);
    if (values.length != (long) steps * channels || bits.length != packedLength(values.length)) {
      throw new IOException(
          "Grid of '%s' claims %d × %d cells but carries %d values and %d mask bytes; the bytes are damaged."
              .formatted(modality, steps, channels, values.length, bits.length));
    }
    return new SampleGrid(modality, steps, channels, values, unpack(bits, values.length), flags);
  }

  private static int packedLength(int cells) {
    return (cells + Byte.SIZE - 1) / Byte.SIZE;
  }

  private static byte[] pack(byte[] present) {
    byte[] bits = new byte[packedLength(present.length)];
    for (int cell = 0; cell < present.length; cell++) {
      int at = cell / Byte.SIZE;
      bits[at] = (byte) (bits[at] | present[cell] << cell % Byte.SIZE);
    }
    return bits;
  }

  private static byte[] unpack(byte[] bits, int cells) {
    byte[] present = new byte[cells];
    for (int cell = 0; cell < cells; cell++) {
      present[cell] = (byte) (bits[cell / Byte.SIZE] >> cell % Byte.SIZE & 1);
    }
    return present;
  }
}
