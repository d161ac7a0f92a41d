package io.headwater.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.wire.avro.GraphSnapshot;
import io.headwater.wire.avro.ModelSnapshot;
import io.headwater.wire.avro.SensorChunk;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RegistryFramingTest {
  private final RegistryFraming framing =
      new RegistryFraming(
          Map.of(7, GraphSnapshot.getClassSchema(), 8, ModelSnapshot.getClassSchema()));

  @Test
  void recordsComeBackUnderTheirRegistryId() {
    GraphSnapshotCodec codec = new GraphSnapshotCodec(framing);
    byte[] bytes = codec.encode(WireSamples.GRAPH);
    assertThat(bytes).startsWith(0, 0, 0, 0, 7);
    assertThat(Contents.of(codec.decode(bytes))).isEqualTo(Contents.of(WireSamples.GRAPH));
  }

  @Test
  void aSchemaWithoutIdCannotBeWritten() {
    assertThatThrownBy(() -> new SensorChunkWireCodec(framing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SensorChunk has no registry id");
  }

  @Test
  void anUnknownIdIsRefused() {
    assertThatThrownBy(() -> framing.writerSchema(new byte[] {0, 0, 0, 1, 0, 5}))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("registry id 256");
  }

  @Test
  void aRecordInSingleObjectEncodingIsRefused() {
    byte[] bytes = new ModelSnapshotCodec().encode(WireSamples.MODEL);
    assertThatThrownBy(() -> new ModelSnapshotCodec(framing).decode(bytes))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("zero byte and a registry id");
  }

  @Test
  void aSchemaRegisteredTwiceIsWrittenWithItsLeastId() {
    Map<Integer, Schema> ids = new LinkedHashMap<>();
    ids.put(3, SensorChunk.getClassSchema());
    ids.put(9, SensorChunk.getClassSchema());
    assertThat(new RegistryFraming(ids).header(SensorChunk.getClassSchema()))
        .containsExactly(0, 0, 0, 0, 3);
  }
}
