package io.headwater.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** The rules that committed schemas are held to. */
final class SchemaEvolution {
  /** The repository's folder; tests run in its root. */
  static final Path SCHEMAS = Path.of("schemas");

  private SchemaEvolution() {}

  /**
   * FULL_TRANSITIVE: every version reads what every other version wrote.
   *
   * @param versions oldest first
   * @return a sentence for each pair that breaks it
   */
  static List<String> breaches(List<Schema> versions) {
    List<String> breaches = new ArrayList<>();
    for (int reader = 0; reader < versions.size(); reader++) {
      for (int writer = 0; writer < versions.size(); writer++) {
        var result =
            SchemaCompatibility.checkReaderWriterCompatibility(
                versions.get(reader), versions.get(writer));
        if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
          breaches.add(
              "%s v%d cannot read what v%d wrote: %s. Give new fields a default, remove only fields that have one, and never rename or retype."
                  .formatted(
                      versions.get(reader).getName(),
                      reader + 1,
                      writer + 1,
                      result.getResult().getIncompatibilities()));
        }
      }
    }
    return breaches;
  }

  /** The line of {@code fingerprints.txt} for a file of the history. */
  static String fingerprintLine(Path file) throws IOException {
    String[] nameAndVersion = file.getFileName().toString().split("\\.");
    String text = Files.readString(file).replace("\r\n", "\n");
    Schema schema = new Schema.Parser().parse(text);
    return "%s %s %016x %s"
        .formatted(
            nameAndVersion[0], nameAndVersion[1], SchemaHistory.fingerprint(schema), sha256(text));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
