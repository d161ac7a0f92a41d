package io.headwater.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint keeps of a {@link CodecSerializer}: the codec's class name and its version.
 *
 * @param <T> the record
 */
public final class CodecSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION_1 = 1;

  private BinaryCodec<T> codec;
  private int writtenVersion;

  /** For Flink, which then calls {@link #readSnapshot}. */
  public CodecSnapshot() {}

  CodecSnapshot(BinaryCodec<T> codec) {
    this.codec = codec;
    this.writtenVersion = codec.version();
  }

  @Override
  public int getCurrentVersion() {
    return VERSION_1;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(codec.getClass().getName());
    out.writeByte(writtenVersion);
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
      throws IOException {
    if (readVersion != VERSION_1) {
      throw new IOException(
          "A codec snapshot has version %d, but this build reads version %d; run the build that wrote it, or a newer one."
              .formatted(readVersion, VERSION_1));
    }
    codec = instantiate(in.readUTF(), classLoader);
    writtenVersion = in.readUnsignedByte();
    if (writtenVersion > codec.version()) {
      throw new IOException(
          "State was written with version %d of %s, but this build reads up to version %d; run the build that wrote it, or a newer one."
              .formatted(writtenVersion, codec.getClass().getName(), codec.version()));
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new CodecSerializer<>(codec);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    if (old instanceof CodecSnapshot<T> snapshot
        && snapshot.codec.getClass().equals(codec.getClass())
        && snapshot.writtenVersion <= codec.version()) {
      return TypeSerializerSchemaCompatibility.compatibleAsIs();
    }
    return TypeSerializerSchemaCompatibility.incompatible();
  }

  @SuppressWarnings("unchecked") // The name was written by a serializer of the same T.
  static <T> BinaryCodec<T> instantiate(String className, ClassLoader classLoader) {
    try {
      return (BinaryCodec<T>)
          Class.forName(className, true, classLoader)
              .asSubclass(BinaryCodec.class)
              .getConstructor()
              .newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(
          "Codec "
              + className
              + " cannot be made again from its name; it must be a public class with a public constructor without arguments, and on the class path.",
          e);
    }
  }
}
