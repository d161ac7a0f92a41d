package io.headwater.align.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.align.AlignCounts;
import io.headwater.align.Arrival;
import io.headwater.align.ChunkCounts;
import io.headwater.align.grid.ChunkId;
import io.headwater.align.grid.PlacedChunk;
import io.headwater.sensor.RejectedRecord;
import io.headwater.sensor.SensorChunk;
import io.headwater.state.BinaryCodec;
import io.headwater.state.CodecSerializer;
import io.headwater.window.AlignedWindow;
import io.headwater.window.InputRange;
import io.headwater.window.SampleGrid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlignCodecsTest {

  private static final SensorChunk CHUNK =
      new SensorChunk(
          "S04",
          "sleep",
          "wrist",
          1_700_000_000_123_456L,
          0,
          new long[] {0, 5, 70_000},
          List.of("eeg", "eog"),
          new float[] {1, -2.5f, Float.NaN, 0, 3e9f, 1e-9f},
          "µV",
          17);
  private static final SampleGrid GRID =
      new SampleGrid(
          "sleep",
          5,
          2,
          new float[] {1, 0, 2, 3, 0, 0, 4, 5, 6, 7},
          new byte[] {1, 0, 1, 1, 0, 0, 1, 1, 1, 1},
          3);
  private static final AlignedWindow WINDOW =
      new AlignedWindow(
          "S04",
          -5,
          25,
          List.of(GRID, new SampleGrid("profile", 1, 1, new float[] {63}, new byte[] {1}, 0)),
          List.of(new InputRange("sensor.sleep-3", 4, 991)));

  /** Every record, in the state of version 1. */
  enum Sample {
    SENSOR_CHUNK(new SensorChunkCodec(), CHUNK),
    REJECTED_RECORD(
        new RejectedRecordCodec(),
        new RejectedRecord("sensor.sleep-3", 991, "not Avro", new byte[] {1, -1})),
    ARRIVAL(new ArrivalCodec(), new Arrival("sensor.sleep-3", 992, CHUNK)),
    ARRIVAL_REJECTED(
        new ArrivalCodec(), new Arrival("p", 1, new RejectedRecord("p", 1, "empty", new byte[0]))),
    PLACED_CHUNK(
        new PlacedChunkCodec(),
        new PlacedChunk(CHUNK, "sensor.sleep-3", 992, CHUNK.startMicros() + 1)),
    CHUNK_ID(new ChunkIdCodec(), ChunkId.of(CHUNK)),
    SAMPLE_GRID(new SampleGridCodec(), GRID),
    ALIGNED_WINDOW(new AlignedWindowCodec(), WINDOW),
    ALIGN_COUNTS(
        new AlignCountsCodec(),
        new AlignCounts(new TreeMap<>(Map.of("sleep", new ChunkCounts(10, 5, 2, 1, 2)))));

    private final CodecSerializer<Object> serializer;
    private final Object value;

    @SuppressWarnings("unchecked") // Only for this table of mixed types.
    <T> Sample(BinaryCodec<T> codec, T value) {
      this.serializer = (CodecSerializer<Object>) new CodecSerializer<>(codec);
      this.value = value;
    }

    byte[] golden() throws IOException {
      String file = name().toLowerCase(Locale.ROOT).replace('_', '-') + "-v1.hex";
      try (InputStream in = AlignCodecsTest.class.getResourceAsStream(file)) {
        return HexFormat.of()
            .parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
      }
    }

    byte[] write(Object written) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(64);
      serializer.serialize(written, out);
      return out.getCopyOfBuffer();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theBytesOfVersionOneNeverChange(Sample sample) throws IOException {
    assertThat(HexFormat.of().formatHex(sample.write(sample.value)))
        .isEqualTo(HexFormat.of().formatHex(sample.golden()));
  }

  @ParameterizedTest
  @EnumSource
  void bytesOfVersionOneAreReadToTheEndAndLoseNothing(Sample sample) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(sample.golden());
    Object read = sample.serializer.deserialize(in);
    assertThat(in.available()).isZero();
    assertThat(read)
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> Float.compare(a, b) == 0, Float.class) // NaN is NaN
        .isEqualTo(sample.value);
  }

  @ParameterizedTest
  @EnumSource
  void cutBytesAreRefused(Sample sample) throws IOException {
    byte[] bytes = sample.golden();
    DataInputDeserializer in = new DataInputDeserializer(Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> sample.serializer.deserialize(in)).isInstanceOf(IOException.class);
  }

  @Test
  void aWindowAsBytesStandsAlone() throws IOException {
    AlignedWindow read = AlignedWindowCodec.fromBytes(AlignedWindowCodec.toBytes(WINDOW));
    assertThat(read).usingRecursiveComparison().isEqualTo(WINDOW);
  }

  @Test
  void bytesBehindAWindowAreRefused() {
    byte[] bytes = AlignedWindowCodec.toBytes(WINDOW);
    assertThatThrownBy(() -> AlignedWindowCodec.fromBytes(Arrays.copyOf(bytes, bytes.length + 3)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("followed by 3 more");
  }

  @Test
  void aWindowOfANewerReleaseIsRefused() {
    byte[] bytes = AlignedWindowCodec.toBytes(WINDOW);
    bytes[0] = 2;
    assertThatThrownBy(() -> AlignedWindowCodec.fromBytes(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
  }
}
