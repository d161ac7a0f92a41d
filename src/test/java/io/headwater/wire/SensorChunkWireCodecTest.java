package io.headwater.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sensor.SensorChunk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

class SensorChunkWireCodecTest {
  private static final Schema CURRENT = io.headwater.wire.avro.SensorChunk.getClassSchema();

  /** Before there were devices, units and sequence numbers. */
  private static final Schema OLDER =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "SensorChunk", "namespace": "io.headwater.wire.avro",
               "fields": [
                {"name": "subject", "type": "string"},
                {"name": "modality", "type": "string"},
                {"name": "startMicros", "type": "long"},
                {"name": "periodMicros", "type": "double", "default": 1},
                {"name": "retired", "type": "int", "default": 7},
                {"name": "channels", "type": {"type": "array", "items": "string"}},
                {"name": "values", "type": {"type": "array", "items": "float"}}]}
              """);

  private final SensorChunkWireCodec codec = new SensorChunkWireCodec();

  @Test
  void bytesAreThoseOfAvrosOwnSingleObjectEncoder() throws IOException {
    for (SensorChunk chunk : List.of(WireSamples.REGULAR, WireSamples.IRREGULAR)) {
      var encoder =
          new BinaryMessageEncoder<io.headwater.wire.avro.SensorChunk>(
              SpecificData.getForClass(io.headwater.wire.avro.SensorChunk.class), CURRENT);
      byte[] expected = new byte[0];
      java.nio.ByteBuffer buffer = encoder.encode(generated(chunk));
      expected = Arrays.copyOf(expected, buffer.remaining());
      buffer.get(expected);
      assertThat(codec.encode(chunk)).isEqualTo(expected);
    }
  }

  @Test
  void arraysInSeveralBlocksWithByteCountsAreReadAsOne() throws IOException {
    // Avro lets a writer cut an array into blocks and say the size of each; ours never does.
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new SingleObjectFraming().header(CURRENT));
    BinaryEncoder encoder =
        new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
    SensorChunk chunk = longChunk();
    new org.apache.avro.specific.SpecificDatumWriter<io.headwater.wire.avro.SensorChunk>(CURRENT)
        .write(generated(chunk), encoder);
    encoder.flush();
    assertThat(out.toByteArray()).isNotEqualTo(codec.encode(chunk));
    assertThat(Contents.of(codec.decode(out.toByteArray()))).isEqualTo(Contents.of(chunk));
  }

  @Test
  void aRecordOfAnOlderSchemaGivesTheSameChunkWithDefaultsForWhatItLacked() throws IOException {
    RegistryFraming framing = new RegistryFraming(Map.of(1, OLDER, 2, CURRENT));
    GenericRecord older = new GenericData.Record(OLDER);
    older.put("subject", "S04");
    older.put("modality", "oximeter");
    older.put("startMicros", 5L);
    older.put("periodMicros", 1e6);
    older.put("retired", 3);
    older.put("channels", List.of("hr"));
    older.put("values", List.of(61f, Float.NaN));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(framing.header(OLDER));
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(OLDER).write(older, encoder);

    SensorChunkWireCodec mixed = new SensorChunkWireCodec(framing);
    SensorChunk expected =
        new SensorChunk(
            "S04",
            "oximeter",
            "",
            5,
            1e6,
            new long[0],
            List.of("hr"),
            new float[] {61, Float.NaN},
            "",
            0);
    assertThat(Contents.of(mixed.decode(out.toByteArray()))).isEqualTo(Contents.of(expected));
    // ... and the codec goes back to the short way for the next record.
    assertThat(Contents.of(mixed.decode(mixed.encode(WireSamples.REGULAR))))
        .isEqualTo(Contents.of(WireSamples.REGULAR));
  }

  @Test
  void anotherRecordOnTheTopicIsRefusedByName() {
    byte[] rejected = new RejectedRecordWireCodec().encode(WireSamples.REJECTED);
    assertThatThrownBy(() -> codec.decode(rejected))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("The record is a RejectedRecord, not a SensorChunk; it is on the wrong topic.");
  }

  @Test
  void aSchemaOfALaterReleaseIsRefusedByItsFingerprint() {
    byte[] bytes = codec.encode(WireSamples.REGULAR);
    Arrays.fill(bytes, 2, 10, (byte) 0x5A);
    assertThatThrownBy(() -> codec.decode(bytes))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("5a5a5a5a5a5a5a5a")
        .hasMessageContaining("upgrade");
  }

  @Test
  void textOfAForeignProducerIsRefusedWithWhatIsWanted() {
    assertThatThrownBy(() -> codec.decode(WireSamples.text("{\"hr\": 61}")))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("10 bytes")
        .hasMessageContaining("single-object encoding");
  }

  @Test
  void bytesBehindTheEndAreRefused() {
    byte[] bytes = codec.encode(WireSamples.REGULAR);
    assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 2)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("2 bytes after its end");
  }

  @Test
  void aThousandMillionValuesAreNotBelieved() {
    byte[] bytes = codec.encode(withoutValues());
    // The last three numbers are: end of values (0), empty unit (0), sequence 0. Put a claim there.
    ByteArrayOutputStream claim = new ByteArrayOutputStream();
    claim.write(bytes, 0, bytes.length - 3);
    claim.writeBytes(varint(1_000_000_000));
    assertThatThrownBy(() -> codec.decode(claim.toByteArray()))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("1000000000")
        .hasMessageContaining("only 0 bytes are left");
  }

  private static SensorChunk withoutValues() {
    return new SensorChunk("s", "m", "d", 0, 1, new long[0], List.of("c"), new float[0], "", 0);
  }

  private static SensorChunk longChunk() {
    float[] values = new float[500];
    long[] offsets = new long[500];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 4f;
      offsets[i] = i * 1_000_003L;
    }
    return new SensorChunk("s", "m", "d", 7, 0, offsets, List.of("c"), values, "u", 9);
  }

  static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      encoder.writeLong(value);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** By hand, not by the production code's own conversion. */
  private static io.headwater.wire.avro.SensorChunk generated(SensorChunk chunk) {
    List<Float> values = new ArrayList<>();
    for (float value : chunk.values()) {
      values.add(value);
    }
    return new io.headwater.wire.avro.SensorChunk(
        chunk.subject(),
        chunk.modality(),
        chunk.device(),
        chunk.startMicros(),
        chunk.periodMicros(),
        Arrays.stream(chunk.offsetsMicros()).boxed().toList(),
        chunk.channels(),
        values,
        chunk.unit(),
        chunk.sequence());
  }
}
