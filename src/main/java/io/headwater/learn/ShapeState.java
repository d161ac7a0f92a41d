package io.headwater.learn;

import io.headwater.config.ModelShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;

/**
 * A {@link ModelShape} as bytes, kept beside a learner's or a scorer's state so that it can be read
 * without a model: magic, version, fingerprint, number of settings, keys and values in order of
 * keys.
 */
public final class ShapeState {
  private static final int MAGIC = 0x48575348; // "HWSH"
  private static final int VERSION_1 = 1;

  private ShapeState() {}

  /** Where an operator keeps them, under its own name of the state. */
  public static ListStateDescriptor<byte[]> descriptor(String name) {
    return new ListStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /**
   * Also asked before a job starts, where it is started with our own command.
   *
   * @param kept what a checkpoint holds; nothing where a job begins anew
   * @throws RestoreRefusedException when it cannot go on as what is configured
   */
  public static void check(Iterable<byte[]> kept, ModelShape configured) {
    for (byte[] state : kept) {
      read(state)
          .problem(configured)
          .ifPresent(
              problem -> {
                throw new RestoreRefusedException(problem, null);
              });
    }
  }

  /** Bytes that {@link #read} reads. */
  public static byte[] write(ModelShape shape) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION_1);
      writeText(out, shape.fingerprint());
      out.writeInt(shape.settings().size());
      for (Map.Entry<String, String> setting : shape.settings().entrySet()) {
        writeText(out, setting.getKey());
        writeText(out, setting.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Writing a shape to memory failed.", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalArgumentException when the bytes are damaged or of another release
   */
  public static ModelShape read(byte[] state) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      int magic = in.readInt();
      if (magic != MAGIC) {
        throw new IllegalArgumentException(
            "These bytes are not a model's shape (they begin with %08x, expected %08x)."
                .formatted(magic, MAGIC));
      }
      int version = in.readInt();
      if (version != VERSION_1) {
        throw new IllegalArgumentException(
            "A model's shape has version %d; this release reads version %d. Use the release that wrote it."
                .formatted(version, VERSION_1));
      }
      String fingerprint = readText(in);
      TreeMap<String, String> settings = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        settings.put(readText(in), readText(in));
      }
      if (in.available() > 0) {
        throw new IllegalArgumentException(
            "A model's shape is followed by %d more bytes; it is damaged or of a later release."
                .formatted(in.available()));
      }
      return new ModelShape(fingerprint, settings);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "A model's shape of " + state.length + " bytes ends too early; it is damaged.", e);
    }
  }

  /** Not writeUTF: the channels of a picture may need more than its 64 KiB. */
  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IllegalArgumentException(
          "A model's shape claims a text of %d bytes where %d are left; it is damaged."
              .formatted(length, in.available()));
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
