package io.headwater.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads Avro binary from an array without trusting any claimed length: each is held against the
 * bytes that are left before anything is allocated.
 */
final class AvroCursor {
  private static final int MAX_VARINT_BYTES = 10;

  private final byte[] bytes;
  private int at;

  AvroCursor(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  int remaining() {
    return bytes.length - at;
  }

  long readLong() {
    long raw = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      need(1, "a number");
      byte b = bytes[at++];
      raw |= (b & 0x7FL) << (7 * i);
      if (b >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new MalformedRecordException("A number goes on for more than ten bytes.");
  }

  double readDouble() {
    need(Double.BYTES, "a double");
    double value = little().getDouble(at);
    at += Double.BYTES;
    return value;
  }

  String readString() {
    int length = length(readLong(), 1, "a text");
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  /**
   * Items of the next block of an array; 0 at its end. Avro may give a negative count and a size.
   */
  int nextBlock(int leastBytesPerItem, String what) {
    long count = readLong();
    if (count < 0) {
      count = -count;
      readLong(); // Size in bytes of the block, for readers that skip.
    }
    return length(count, leastBytesPerItem, what);
  }

  /** A whole {@code array<float>}: runs of little-endian floats, copied in bulk. */
  float[] readFloats() {
    float[] values = new float[0];
    for (int n = floatBlock(); n > 0; n = floatBlock()) {
      int old = values.length;
      values = Arrays.copyOf(values, old + n);
      little()
          .position(at)
          .slice()
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values, old, n);
      at += n * Float.BYTES;
    }
    return values;
  }

  private int floatBlock() {
    return nextBlock(Float.BYTES, "an array of floats");
  }

  /** A whole {@code array<long>}. */
  long[] readLongs() {
    long[] values = new long[0];
    for (int n = longBlock(); n > 0; n = longBlock()) {
      int old = values.length;
      values = Arrays.copyOf(values, old + n);
      for (int i = old; i < values.length; i++) {
        values[i] = readLong();
      }
    }
    return values;
  }

  private int longBlock() {
    return nextBlock(1, "an array of numbers");
  }

  void end() {
    if (remaining() > 0) {
      throw new MalformedRecordException(
          "The record goes on for " + remaining() + " bytes after its end.");
    }
  }

  private ByteBuffer little() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int length(long claimed, int bytesPerItem, String what) {
    if (claimed < 0 || claimed > remaining() / bytesPerItem) {
      throw new MalformedRecordException(
          "The record claims %s of length %d, but only %d bytes are left; it is cut off or damaged."
              .formatted(what, claimed, remaining()));
    }
    return (int) claimed;
  }

  private void need(int count, String what) {
    if (remaining() < count) {
      throw new MalformedRecordException(
          "The record ends in the middle of " + what + "; it is cut off.");
    }
  }
}
