package io.headwater.wire;

import io.headwater.sensor.SensorChunk;
import io.headwater.wire.avro.SensorChunk.Builder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * {@code SensorChunk} (schemas/SensorChunk.avsc) to and from {@link SensorChunk}, without boxing a
 * float. Bytes equal those that Avro's generated class writes. Records of an older schema take the
 * slow way through Avro's schema resolution.
 *
 * <p>Not thread-safe.
 */
public final class SensorChunkWireCodec implements WireCodec<SensorChunk> {
  private static final Schema CURRENT = io.headwater.wire.avro.SensorChunk.getClassSchema();
  private static final int TYPICAL_HEAD = 128;

  private final Framing framing;
  private final byte[] header;
  private final Schema currentWriter;
  private BinaryEncoder encoder;

  public SensorChunkWireCodec() {
    this(new SingleObjectFraming());
  }

  public SensorChunkWireCodec(Framing framing) {
    this.framing = framing;
    this.header = framing.header(CURRENT);
    this.currentWriter = framing.writerSchema(header);
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
    return writer == currentWriter ? decodeCurrent(bytes) : decodeOlder(bytes, writer);
  }

  private SensorChunk decodeCurrent(byte[] bytes) {
    AvroCursor in = new AvroCursor(bytes, framing.headerLength());
    String subject = in.readString();
    String modality = in.readString();
    String device = in.readString();
    long start = in.readLong();
    double period = in.readDouble();
    long[] offsets = in.readLongs();
    List<String> channels = readStrings(in);
    float[] values = in.readFloats();
    SensorChunk chunk =
        new SensorChunk(
            subject,
            modality,
            device,
            start,
            period,
            offsets,
            channels,
            values,
            in.readString(),
            in.readLong());
    in.end();
    return chunk;
  }

  private static List<String> readStrings(AvroCursor in) {
    List<String> texts = new ArrayList<>();
    for (int n = in.nextBlock(1, "a list"); n > 0; n = in.nextBlock(1, "a list")) {
      for (int i = 0; i < n; i++) {
        texts.add(in.readString());
      }
    }
    return texts;
  }

  private SensorChunk decodeOlder(byte[] bytes, Schema writer) {
    if (!writer.getFullName().equals(CURRENT.getFullName())) {
      throw new MalformedRecordException(
          "The record is a " + writer.getName() + ", not a SensorChunk; it is on the wrong topic.");
    }
    try {
      int from = framing.headerLength();
      GenericRecord record =
          new GenericDatumReader<GenericRecord>(writer, CURRENT)
              .read(
                  null, DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, null));
      return fromGeneric(record);
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      throw new MalformedRecordException("The record does not follow its schema: " + e, e);
    }
  }

  private static SensorChunk fromGeneric(GenericRecord r) {
    return new SensorChunk(
        r.get("subject").toString(),
        r.get("modality").toString(),
        r.get("device").toString(),
        (Long) r.get("startMicros"),
        (Double) r.get("periodMicros"),
        AvroLists.longs((List<?>) r.get("offsetsMicros")),
        AvroLists.strings((List<?>) r.get("channels")),
        AvroLists.floats((List<?>) r.get("values")),
        r.get("unit").toString(),
        (Long) r.get("sequence"));
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

  static SensorChunk fromAvro(io.headwater.wire.avro.SensorChunk r) {
    return fromGeneric(r);
  }
}
