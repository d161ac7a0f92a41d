package io.headwater.state;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Flink serializer over a {@link BinaryCodec}: one byte of version, then the codec's body.
 *
 * <p>As each value carries its version, state of an older release is read where it lies and
 * rewritten in the new layout whenever it is next written; no migration pass is needed.
 *
 * @param <T> an immutable record
 */
public final class CodecSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;
  private static final int MAX_VERSION = 255;
  private static final int VARIABLE_LENGTH = -1;

  private final BinaryCodec<T> codec;

  /**
   * @throws IllegalArgumentException when the codec's version does not fit one byte or the class
   *     cannot be made again from its name
   */
  public CodecSerializer(BinaryCodec<T> codec) {
    this.codec = Objects.requireNonNull(codec, "codec");
    if (codec.version() < 1 || codec.version() > MAX_VERSION) {
      throw new IllegalArgumentException(
          "Codec %s has version %d; versions run from 1 to %d."
              .formatted(codec.getClass().getName(), codec.version(), MAX_VERSION));
    }
    CodecSnapshot.instantiate(codec.getClass().getName(), codec.getClass().getClassLoader());
  }

  BinaryCodec<T> codec() {
    return codec;
  }

  @Override
  public void serialize(T value, DataOutputView out) throws IOException {
    out.writeByte(codec.version());
    codec.write(value, out);
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    int version = in.readUnsignedByte();
    if (version < 1 || version > codec.version()) {
      throw new IOException(
          "A value was written with version %d of %s, but this build reads versions 1 to %d; run the build that wrote it, or a newer one."
              .formatted(version, codec.getClass().getName(), codec.version()));
    }
    return codec.read(in, version);
  }

  @Override
  public T deserialize(T reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public T copy(T value) {
    return value;
  }

  @Override
  public T copy(T value, T reuse) {
    return value;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public int getLength() {
    return VARIABLE_LENGTH;
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new CodecSnapshot<>(codec);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecSerializer<?> that
        && codec.getClass().equals(that.codec.getClass());
  }

  @Override
  public int hashCode() {
    return codec.getClass().hashCode();
  }
}
