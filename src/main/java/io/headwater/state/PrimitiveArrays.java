package io.headwater.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Arrays of numbers as a four-byte count and big-endian elements, moved in bulk. The count is
 * checked against the bytes that really follow: a piece of at most {@value #PIECE} bytes is read
 * before room is made for more.
 */
public final class PrimitiveArrays {
  private static final int PIECE = 1 << 20;

  private PrimitiveArrays() {}

  public static void writeBytes(byte[] values, DataOutputView out) throws IOException {
    out.writeInt(values.length);
    out.write(values);
  }

  public static byte[] readBytes(DataInputView in) throws IOException {
    return readExactly(in, in.readInt(), Byte.BYTES);
  }

  public static void writeFloats(float[] values, DataOutputView out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
    bytes.asFloatBuffer().put(values);
    out.writeInt(values.length);
    out.write(bytes.array());
  }

  public static float[] readFloats(DataInputView in) throws IOException {
    int count = in.readInt();
    byte[] bytes = readExactly(in, count, Float.BYTES);
    float[] values = new float[count];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }

  public static void writeLongs(long[] values, DataOutputView out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Long.BYTES));
    bytes.asLongBuffer().put(values);
    out.writeInt(values.length);
    out.write(bytes.array());
  }

  public static long[] readLongs(DataInputView in) throws IOException {
    int count = in.readInt();
    byte[] bytes = readExactly(in, count, Long.BYTES);
    long[] values = new long[count];
    ByteBuffer.wrap(bytes).asLongBuffer().get(values);
    return values;
  }

  private static byte[] readExactly(DataInputView in, int count, int width) throws IOException {
    long length = (long) count * width;
    if (count < 0 || length > Integer.MAX_VALUE - 8) {
      throw new IOException(
          "An array claims " + count + " elements; the state or the stream is damaged.");
    }
    byte[] bytes = new byte[(int) Math.min(length, PIECE)];
    int filled = 0;
    while (true) {
      in.readFully(bytes, filled, bytes.length - filled);
      filled = bytes.length;
      if (filled == length) {
        return bytes;
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * filled));
    }
  }
}
