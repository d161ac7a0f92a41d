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

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return at;
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
    throw new MalformedRecordException(
        "The record holds a number of more than ten bytes; it is damaged.");
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

  void skip(int count, String what) {
    need(count, what);
    at += count;
  }

  /** Passes over a text or a run of bytes. */
  void skipText() {
    int length = length(readLong(), 1, "a text");
    at += length;
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
    int size = 0;
    for (int n = floatBlock(); n > 0; n = floatBlock()) {
      if (size + n > values.length) {
        values = Arrays.copyOf(values, grown(values.length, size + n));
      }
      little()
          .position(at)
          .slice()
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values, size, n);
      at += n * Float.BYTES;
      size += n;
    }
    return size == values.length ? values : Arrays.copyOf(values, size);
  }

  private int floatBlock() {
    return nextBlock(Float.BYTES, "an array of floats");
  }

  /** A whole {@code array<long>}. */
  long[] readLongs() {
    long[] values = new long[0];
    int size = 0;
    for (int n = longBlock(); n > 0; n = longBlock()) {
      if (size + n > values.length) {
        values = Arrays.copyOf(values, grown(values.length, size + n));
      }
      for (int end = size + n; size < end; size++) {
        values[size] = readLong();
      }
    }
    return size == values.length ? values : Arrays.copyOf(values, size);
  }

  private int longBlock() {
    return nextBlock(1, "an array of numbers");
  }

  /** One block, the ordinary case, fits exactly; a thousand small ones are not copied each time. */
  private static int grown(int capacity, int needed) {
    return Math.max(needed, capacity + capacity / 2);
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
