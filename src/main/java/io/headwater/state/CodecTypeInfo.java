package io.headwater.state;

import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Flink's type information of a record that has a {@link BinaryCodec}. The type is opaque to Flink
 * and cannot be a key.
 *
 * @param <T> an immutable record
 */
public final class CodecTypeInfo<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final BinaryCodec<T> codec;

  public CodecTypeInfo(Class<T> type, BinaryCodec<T> codec) {
    this.type = Objects.requireNonNull(type, "type");
    this.codec = Objects.requireNonNull(codec, "codec");
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return createSerializer();
  }

  /** The serializer; it needs none of Flink's settings. */
  public CodecSerializer<T> createSerializer() {
    return new CodecSerializer<>(codec);
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof CodecTypeInfo<?>;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecTypeInfo<?> that
        && type.equals(that.type)
        && codec.getClass().equals(that.codec.getClass());
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, codec.getClass());
  }

  @Override
  public String toString() {
    return "CodecTypeInfo<" + type.getSimpleName() + ">";
  }
}
