package io.headwater.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** Every version of every contract ever released, as committed in {@code schemas/history}. */
public final class SchemaHistory {
  /** The contracts, by record name. */
  public static final List<String> NAMES =
      List.of(
          "SensorChunk",
          "RejectedRecord",
          "AlignedWindow",
          "LatentEstimate",
          "GraphSnapshot",
          "ModelSnapshot");

  private static final Map<Long, Schema> BY_FINGERPRINT = load();

  private SchemaHistory() {}

  /** The released schema with this CRC-64-AVRO fingerprint, or null. */
  public static Schema byFingerprint(long fingerprint) {
    return BY_FINGERPRINT.get(fingerprint);
  }

  /** CRC-64-AVRO of the schema's parsing canonical form. */
  public static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  /** All released versions of a contract, oldest first. */
  public static List<Schema> versions(String name) {
    List<Schema> versions = new ArrayList<>();
    for (int version = 1; ; version++) {
      try (InputStream in =
          SchemaHistory.class.getResourceAsStream(
              "/schemas/history/%s.v%d.avsc".formatted(name, version))) {
        if (in == null) {
          return versions;
        }
        versions.add(new Schema.Parser().parse(in));
      } catch (IOException e) {
        throw new UncheckedIOException("Schema " + name + " v" + version + " cannot be read.", e);
      }
    }
  }

  private static Map<Long, Schema> load() {
    Map<Long, Schema> schemas = new HashMap<>();
    NAMES.forEach(name -> versions(name).forEach(s -> schemas.put(fingerprint(s), s)));
    return Map.copyOf(schemas);
  }
}
