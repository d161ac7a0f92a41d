package io.headwater.wire;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The framing of schema registries: a zero byte and a four-byte big-endian id. Ids are given as a
 * fixed map; this class talks to no registry, so schemas must be registered beforehand.
 */
public final class RegistryFraming implements Framing {
  private static final byte MAGIC = 0;
  private static final int HEADER = 5;

  private final Map<Integer, Schema> schemaById;
  private final Map<Long, Integer> idByFingerprint = new HashMap<>();

  public RegistryFraming(Map<Integer, Schema> schemaById) {
    this.schemaById = Map.copyOf(schemaById);
    // A schema registered twice is written with its least id, whatever the order of the map.
    schemaById.forEach(
        (id, s) -> idByFingerprint.merge(SchemaHistory.fingerprint(s), id, Math::min));
  }

  @Override
  public int headerLength() {
    return HEADER;
  }

  @Override
  public byte[] header(Schema schema) {
    Integer id = idByFingerprint.get(SchemaHistory.fingerprint(schema));
    if (id == null) {
      throw new IllegalArgumentException(
          "Schema " + schema.getFullName() + " has no registry id; add it to the map of ids.");
    }
    return ByteBuffer.allocate(HEADER).put(MAGIC).putInt(id).array();
  }

  @Override
  public Schema writerSchema(byte[] framed) {
    if (framed.length < HEADER || framed[0] != MAGIC) {
      throw new MalformedRecordException(
          "The record of %d bytes does not begin with a zero byte and a registry id."
              .formatted(framed.length));
    }
    int id = ByteBuffer.wrap(framed).getInt(1);
    Schema schema = schemaById.get(id);
    if (schema == null) {
      throw new MalformedRecordException(
          "The record names registry id " + id + ", which is not among the configured ids.");
    }
    return schema;
  }
}
