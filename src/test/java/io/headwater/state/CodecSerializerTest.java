package io.headwater.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.window.InputRange;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.junit.jupiter.api.Test;

class CodecSerializerTest {
  private static final InputRange RANGE = new InputRange("sensor.sleep-3", 5, 9);

  /** Version 1 knew no last position. */
  public static final class RangeCodec implements BinaryCodec<InputRange> {
    @Override
    public int version() {
      return 2;
    }

    @Override
    public void write(InputRange range, DataOutputView out) throws IOException {
      out.writeUTF(range.source());
      out.writeLong(range.first());
      out.writeLong(range.last());
    }

    @Override
    public InputRange read(DataInputView in, int version) throws IOException {
      String source = in.readUTF();
      long first = in.readLong();
      return new InputRange(source, first, version == 1 ? first : in.readLong());
    }
  }

  private final CodecSerializer<InputRange> serializer =
      new CodecTypeInfo<>(InputRange.class, new RangeCodec()).createSerializer();

  @Test
  void aValueComesBackAsItWent() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(RANGE, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(serializer.deserialize(in)).isEqualTo(RANGE);
    assertThat(in.available()).isZero();
  }

  @Test
  void aValueOfAnOlderVersionIsReadByItsOwnRule() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeByte(1);
    out.writeUTF("a.csv");
    out.writeLong(7);
    assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(new InputRange("a.csv", 7, 7));
  }

  @Test
  void aValueOfANewerVersionIsRefusedInASentence() {
    assertThatThrownBy(
            () -> serializer.deserialize(new DataInputDeserializer(new byte[] {3, 0, 0})))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 3")
        .hasMessageContaining("1 to 2");
  }

  @Test
  void aSnapshotRestoresTheSameSerializer() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<InputRange> restored =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    assertThat(restored.restoreSerializer()).isEqualTo(serializer);
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(restored)
                .isCompatibleAsIs())
        .isTrue();
  }

  @Test
  void numberArraysSurviveInBulk() throws IOException {
    float[] floats = {1.5f, Float.NaN, -0f};
    long[] longs = {Long.MIN_VALUE, 0, 42};
    byte[] bytes = new byte[3_000_000];
    bytes[2_999_999] = 7;
    DataOutputSerializer out = new DataOutputSerializer(64);
    PrimitiveArrays.writeFloats(floats, out);
    PrimitiveArrays.writeLongs(longs, out);
    PrimitiveArrays.writeBytes(bytes, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(PrimitiveArrays.readFloats(in)).isEqualTo(floats);
    assertThat(PrimitiveArrays.readLongs(in)).isEqualTo(longs);
    assertThat(PrimitiveArrays.readBytes(in)).isEqualTo(bytes);
  }

  @Test
  void anArrayThatClaimsMoreThanFollowsIsRefused() {
    byte[] claim = {0x3f, 0x00, 0x00, 0x00, 1, 2, 3};
    assertThatThrownBy(() -> PrimitiveArrays.readBytes(new DataInputDeserializer(claim)))
        .isInstanceOf(IOException.class);
  }
}
