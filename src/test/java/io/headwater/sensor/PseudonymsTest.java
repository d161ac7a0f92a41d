package io.headwater.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymsTest {
  @TempDir Path folder;

  private static byte[] filled(int length, int value) {
    byte[] key = new byte[length];
    Arrays.fill(key, (byte) value);
    return key;
  }

  /** Test case 6 of RFC 4231: a key of 131 bytes of 0xaa; the first 128 bits of HMAC-SHA-256. */
  @Test
  void theHashIsThatOfTheStandard() {
    assertThat(
            new Pseudonyms(filled(131, 0xaa))
                .of("Test Using Larger Than Block-Size Key - Hash Key First"))
        .isEqualTo("p-60e431591ee0b67f0d8a26aacbf5b77f");
  }

  /** Test case 7 of RFC 4231. */
  @Test
  void theHashIsThatOfTheStandardForLongTexts() {
    assertThat(
            new Pseudonyms(filled(131, 0xaa))
                .of(
                    "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm."))
        .isEqualTo("p-9b09ffa71b942fcb27635fbcd5b0e944");
  }

  @Test
  void onePersonHasOneNameUnderOneKeyAndAnotherUnderAnother() {
    Pseudonyms one = new Pseudonyms(filled(32, 1));
    String name = one.of("S04");
    assertThat(Pseudonyms.isPseudonym(name)).isTrue();
    assertThat(one.of("S05")).isNotEqualTo(name);
    assertThat(one.of("S04")).isEqualTo(name);
    assertThat(new Pseudonyms(filled(32, 1)).of("S04")).isEqualTo(name);
    assertThat(new Pseudonyms(filled(32, 2)).of("S04")).isNotEqualTo(name);
    assertThat(one.of(name)).as("applied once").isEqualTo(name);
  }

  @Test
  void aChunkChangesNothingButItsSubject() {
    Pseudonyms one = new Pseudonyms(filled(32, 1));
    SensorChunk chunk =
        new SensorChunk(
            "S04", "hr", "w", 5, 1e6, new long[0], List.of("hr"), new float[] {61}, "bpm", 7);
    SensorChunk named = one.of(chunk);
    assertThat(named.subject()).isEqualTo(one.of("S04"));
    assertThat(named).usingRecursiveComparison().ignoringFields("subject").isEqualTo(chunk);
  }

  @Test
  void shortAndMissingKeysAreRefusedWithAWayToMakeOne() throws IOException {
    Path file = folder.resolve("key");
    assertThatThrownBy(() -> Pseudonyms.withKeyIn(file))
        .isInstanceOf(PseudonymKeyException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("/dev/urandom");
    Files.write(file, filled(31, 7));
    assertThatThrownBy(() -> Pseudonyms.withKeyIn(file))
        .isInstanceOf(PseudonymKeyException.class)
        .hasMessageContaining("31 bytes");
  }

  @Test
  void endsOfLinesBehindTheKeyDoNotCount() throws IOException {
    String key = "a key of sixty-four hexadecimal digits, say";
    Path bare = Files.writeString(folder.resolve("bare"), key);
    Path ended = Files.writeString(folder.resolve("ended"), key + "\r\n");
    assertThat(Pseudonyms.withKeyIn(ended).of("S04"))
        .isEqualTo(Pseudonyms.withKeyIn(bare).of("S04"))
        .isEqualTo(new Pseudonyms(key.getBytes(StandardCharsets.UTF_8)).of("S04"));
  }
}
