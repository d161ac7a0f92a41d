package io.headwater.wire;

import io.headwater.sensor.SensorChunk;
import io.headwater.wire.avro.SensorChunk.Builder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * {@code SensorChunk} (schemas/SensorChunk.avsc) to and from {@link SensorChunk}, without boxing a
 * float. Bytes equal those that Avro's generated class writes. Records of an older schema take the
 * slow way through Avro's schema resolution.
 *
 * <p>Not thread-safe.
 */
public final class SensorChunkWireCodec implements WireCodec<SensorChunk> {
  private static final int TYPICAL_HEAD = 128;

  private final Framing framing;
  private final byte[] header;
  private BinaryEncoder encoder;
  private Schema lastWriter;
  private SensorChunkBody body;

  public SensorChunkWireCodec() {
    this(new SingleObjectFraming());
  }

  public SensorChunkWireCodec(Framing framing) {
    this.framing = framing;
    this.header = framing.header(SensorChunkBody.CURRENT);
  }

  @Override
  public byte[] encode(SensorChunk chunk) {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(TYPICAL_HEAD + chunk.values().length * Float.BYTES);
    out.writeBytes(header);
    encoder = EncoderFactory.get().directBinaryEncoder(out, encoder);
    try {
      writeBody(chunk);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing a chunk to memory failed.", e);
    }
    return out.toByteArray();
  }

  private void writeBody(SensorChunk chunk) throws IOException {
    encoder.writeString(chunk.subject());
    encoder.writeString(chunk.modality());
    encoder.writeString(chunk.device());
    encoder.writeLong(chunk.startMicros());
    encoder.writeDouble(chunk.periodMicros());
    encoder.writeArrayStart();
    encoder.setItemCount(chunk.offsetsMicros().length);
    for (long offset : chunk.offsetsMicros()) {
      encoder.startItem();
      encoder.writeLong(offset);
    }
    encoder.writeArrayEnd();
    encoder.writeArrayStart();
    encoder.setItemCount(chunk.channels().size());
    for (String channel : chunk.channels()) {
      encoder.startItem();
      encoder.writeString(channel);
    }
    encoder.writeArrayEnd();
    encoder.writeArrayStart();
    encoder.setItemCount(chunk.values().length);
    byte[] floats = new byte[chunk.values().length * Float.BYTES];
    ByteBuffer.wrap(floats).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(chunk.values());
    encoder.writeFixed(floats, 0, floats.length);
    encoder.writeArrayEnd();
    encoder.writeString(chunk.unit());
    encoder.writeLong(chunk.sequence());
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // A framing gives one instance per schema.
  public SensorChunk decode(byte[] bytes) {
    Schema writer = framing.writerSchema(bytes);
    if (writer != lastWriter) {
      body = SensorChunkBody.writtenWith(writer);
      lastWriter = writer;
    }
    AvroCursor in = new AvroCursor(bytes, framing.headerLength());
    SensorChunk chunk = body.read(in);
    in.end();
    return chunk;
  }

  /** The same chunk as Avro's generated class, for container files. */
  static io.headwater.wire.avro.SensorChunk toAvro(SensorChunk chunk) {
    Builder builder =
        io.headwater.wire.avro.SensorChunk.newBuilder()
            .setSubject(chunk.subject())
            .setModality(chunk.modality())
            .setDevice(chunk.device())
            .setStartMicros(chunk.startMicros())
            .setPeriodMicros(chunk.periodMicros())
            .setOffsetsMicros(Arrays.stream(chunk.offsetsMicros()).boxed().toList())
            .setChannels(chunk.channels())
            .setValues(AvroLists.boxed(chunk.values()))
            .setUnit(chunk.unit())
            .setSequence(chunk.sequence());
    return builder.build();
  }
}
