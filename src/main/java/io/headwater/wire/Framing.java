package io.headwater.wire;

import org.apache.avro.Schema;

/** What stands in front of an Avro body and tells which schema wrote it. */
public interface Framing {
  /** Bytes in front of the body. */
  int headerLength();

  /** The header for records written with a schema. */
  byte[] header(Schema schema);

  /**
   * The schema that wrote a record; always the same instance for the same schema.
   *
   * @throws MalformedRecordException when the header is missing or names an unknown schema
   */
  Schema writerSchema(byte[] framed);
}
