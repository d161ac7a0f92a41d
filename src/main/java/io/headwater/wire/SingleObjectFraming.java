package io.headwater.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;

/**
 * Avro single-object encoding (Avro specification 1.11, "Single-object encoding"): {@code C3 01},
 * the CRC-64-AVRO fingerprint little-endian, the body. The default: needs no registry.
 */
public final class SingleObjectFraming implements Framing {
  private static final byte MARKER_0 = (byte) 0xC3;
  private static final byte MARKER_1 = 0x01;
  private static final int HEADER = 10;

  @Override
  public int headerLength() {
    return HEADER;
  }

  @Override
  public byte[] header(Schema schema) {
    return ByteBuffer.allocate(HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MARKER_0)
        .put(MARKER_1)
        .putLong(SchemaHistory.fingerprint(schema))
        .array();
  }

  @Override
  public Schema writerSchema(byte[] framed) {
    if (framed.length < HEADER || framed[0] != MARKER_0 || framed[1] != MARKER_1) {
      throw new MalformedRecordException(
          "The record of %d bytes does not begin with C3 01 and a fingerprint, so it is not Avro single-object encoding; write it with the schemas in schemas/."
              .formatted(framed.length));
    }
    long fingerprint = ByteBuffer.wrap(framed).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    Schema schema = SchemaHistory.byFingerprint(fingerprint);
    if (schema == null) {
      throw new MalformedRecordException(
          "The record was written with schema %016x, which this release does not know; upgrade the reader or write with a released schema."
              .formatted(fingerprint));
    }
    return schema;
  }
}
