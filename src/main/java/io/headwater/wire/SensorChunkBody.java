package io.headwater.wire;

import io.headwater.sensor.SensorChunk;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * The bytes of a {@code SensorChunk} without their framing: floats in bulk when the current schema
 * wrote them, Avro's schema resolution when another version did.
 */
final class SensorChunkBody {
  static final Schema CURRENT = io.headwater.wire.avro.SensorChunk.getClassSchema();

  private final Schema writer;
  private final GenericDatumReader<GenericRecord> resolving;

  private SensorChunkBody(Schema writer, GenericDatumReader<GenericRecord> resolving) {
    this.writer = writer;
    this.resolving = resolving;
  }

  /**
   * @throws MalformedRecordException when the schema is of another record
   */
  static SensorChunkBody writtenWith(Schema writer) {
    if (!writer.getFullName().equals(CURRENT.getFullName())) {
      throw new MalformedRecordException(
          "The record is a " + writer.getName() + ", not a SensorChunk; it is on the wrong topic.");
    }
    boolean current = SchemaHistory.fingerprint(writer) == SchemaHistory.fingerprint(CURRENT);
    return new SensorChunkBody(writer, current ? null : new GenericDatumReader<>(writer, CURRENT));
  }

  /**
   * The chunk at the cursor, which moves behind it.
   *
   * @throws MalformedRecordException when there is none
   */
  SensorChunk read(AvroCursor in) {
    return resolving == null ? current(in) : resolved(AvroBody.read(resolving, writer, in));
  }

  private static SensorChunk current(AvroCursor in) {
    return new SensorChunk(
        in.readString(),
        in.readString(),
        in.readString(),
        in.readLong(),
        in.readDouble(),
        in.readLongs(),
        strings(in),
        in.readFloats(),
        in.readString(),
        in.readLong());
  }

  private static List<String> strings(AvroCursor in) {
    List<String> texts = new ArrayList<>();
    for (int n = in.nextBlock(1, "a list"); n > 0; n = in.nextBlock(1, "a list")) {
      for (int i = 0; i < n; i++) {
        texts.add(in.readString());
      }
    }
    return texts;
  }

  private static SensorChunk resolved(GenericRecord r) {
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
}
