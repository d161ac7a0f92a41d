package io.headwater.model;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Reads what {@link StateWriter} wrote, checking checksum, magic and fingerprint before the body
 * and that nothing is left after it.
 *
 * @see #finish
 */
public final class StateReader {
  private final ByteBuffer in;
  private final int version;

  /**
   * @param magic what the state must be
   * @param newest greatest version that the caller can read
   * @param fingerprint what the state must belong to
   * @throws IllegalArgumentException when the bytes are damaged, newer, or belong to another model
   */
  public StateReader(byte[] state, int magic, int newest, String fingerprint) {
    in = ByteBuffer.wrap(state, 0, checkedLength(state));
    int foundMagic = readInt();
    if (foundMagic != magic) {
      throw new IllegalArgumentException(
          "These bytes begin with %08x, not with %08x; they are not a state of this kind."
              .formatted(foundMagic, magic));
    }
    version = readInt();
    if (version < 1 || version > newest) {
      throw new IllegalArgumentException(
          "The state has version %d, this program reads versions 1 to %d; use a matching program."
              .formatted(version, newest));
    }
    String found = readText();
    if (!found.equals(fingerprint)) {
      throw new IllegalArgumentException(
          ("The state belongs to a model with other shapes.%nState:%n%s%nThis model:%n%s%nUse the"
                  + " configuration it was written with, or start afresh.")
              .formatted(found, fingerprint));
    }
  }

  private static int checkedLength(byte[] state) {
    int length = state.length - Long.BYTES;
    if (length < 0) {
      throw new IllegalArgumentException(
          "The state has only %d bytes; it was cut off.".formatted(state.length));
    }
    CRC32C checksum = new CRC32C();
    checksum.update(state, 0, length);
    long stored = ByteBuffer.wrap(state).getLong(length);
    if (checksum.getValue() != stored) {
      throw new IllegalArgumentException(
          "The state is damaged: its checksum is %08x, the bytes give %08x."
              .formatted(stored, checksum.getValue()));
    }
    return length;
  }

  /** Version of the state, 1 to the newest. */
  public int version() {
    return version;
  }

  public int readInt() {
    return need(Integer.BYTES).getInt();
  }

  public long readLong() {
    return need(Long.BYTES).getLong();
  }

  public double readDouble() {
    return need(Double.BYTES).getDouble();
  }

  public boolean readBoolean() {
    return need(1).get() != 0;
  }

  /**
   * A number of items that follow, each of so many bytes or more: refused when they cannot all be
   * there, before anybody makes room for them.
   */
  public int readCount(int leastBytesPerItem) {
    int count = readInt();
    if (count < 0 || count > in.remaining() / leastBytesPerItem) {
      throw new IllegalArgumentException(
          "The state claims %d items, but only %d bytes are left; it is damaged."
              .formatted(count, in.remaining()));
    }
    return count;
  }

  public String readText() {
    return new String(readBytes(), StandardCharsets.UTF_8);
  }

  public byte[] readBytes() {
    int length = readInt();
    if (length < 0) {
      throw new IllegalArgumentException("The state holds a negative length " + length + ".");
    }
    ByteBuffer enough = need(length); // before memory is asked for on the word of the bytes
    byte[] value = new byte[length];
    enough.get(value);
    return value;
  }

  public float[] readFloats() {
    byte[] raw = readBytes();
    float[] values = new float[raw.length / Float.BYTES];
    ByteBuffer.wrap(raw).asFloatBuffer().get(values);
    return values;
  }

  public void readDoublesInto(double[] target) {
    byte[] raw = readBytes(target.length * Double.BYTES);
    ByteBuffer.wrap(raw).asDoubleBuffer().get(target);
  }

  public void readLongsInto(long[] target) {
    byte[] raw = readBytes(target.length * Long.BYTES);
    ByteBuffer.wrap(raw).asLongBuffer().get(target);
  }

  private byte[] readBytes(int expected) {
    byte[] raw = readBytes();
    if (raw.length != expected) {
      throw new IllegalArgumentException(
          "The state holds a field of %d bytes where %d belong.".formatted(raw.length, expected));
    }
    return raw;
  }

  /**
   * Call after the last field.
   *
   * @throws IllegalArgumentException when bytes are left
   */
  public void finish() {
    if (in.hasRemaining()) {
      throw new IllegalArgumentException(
          "The state has %d bytes after its last field; it was written by another program."
              .formatted(in.remaining()));
    }
  }

  private ByteBuffer need(int bytes) {
    if (in.remaining() < bytes) {
      throw (IllegalArgumentException)
          new IllegalArgumentException(
                  "The state ends early: %d bytes needed, %d left."
                      .formatted(bytes, in.remaining()))
              .initCause(new BufferUnderflowException());
    }
    return in;
  }
}
