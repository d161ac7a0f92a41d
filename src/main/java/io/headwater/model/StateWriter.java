package io.headwater.model;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Writes a learner's state: magic, version, fingerprint of what it belongs to, body, CRC32C of all
 * before it. Numbers are big-endian; read back by {@link StateReader}.
 */
public final class StateWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  /** Something that writes to the stream. */
  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  public StateWriter(int magic, int version, String fingerprint) {
    writeInt(magic);
    writeInt(version);
    writeText(fingerprint);
  }

  public void writeInt(int value) {
    write(() -> out.writeInt(value));
  }

  public void writeLong(long value) {
    write(() -> out.writeLong(value));
  }

  public void writeDouble(double value) {
    write(() -> out.writeDouble(value));
  }

  public void writeBoolean(boolean value) {
    write(() -> out.writeBoolean(value));
  }

  public void writeText(String text) {
    writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public void writeBytes(byte[] value) {
    writeInt(value.length);
    write(() -> out.write(value));
  }

  public void writeFloats(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES);
    buffer.asFloatBuffer().put(values);
    writeBytes(buffer.array());
  }

  public void writeDoubles(double[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * Double.BYTES);
    buffer.asDoubleBuffer().put(values);
    writeBytes(buffer.array());
  }

  public void writeLongs(long[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * Long.BYTES);
    buffer.asLongBuffer().put(values);
    writeBytes(buffer.array());
  }

  /** The finished state with its checksum. */
  public byte[] toBytes() {
    byte[] body = bytes.toByteArray();
    CRC32C checksum = new CRC32C();
    checksum.update(body);
    return ByteBuffer.allocate(body.length + Long.BYTES)
        .put(body)
        .putLong(checksum.getValue())
        .array();
  }

  private static void write(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed; is the state above 2 GiB?", e);
    }
  }
}
