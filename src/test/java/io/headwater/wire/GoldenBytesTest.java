package io.headwater.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The bytes of every contract, frozen in {@code src/test/resources/golden}. What is on topics today
 * must be readable for ever, so a difference here is a broken promise, not a stale test.
 *
 * <p>A <em>new</em> contract or version gets its file by one run with {@code
 * -Dheadwater.golden.write=true}, which writes only files that are not there yet. To write one
 * anew, delete it first, and say in the commit why old bytes may change.
 */
class GoldenBytesTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private record Golden<T>(String file, T record, WireCodec<T> codec) {
    byte[] bytes() throws IOException {
      try (InputStream in = GoldenBytesTest.class.getResourceAsStream("/golden/" + file)) {
        return in == null
            ? fail("There is no golden/%s; see the class comment for how to write it.", file)
            : in.readAllBytes();
      }
    }
  }

  private static List<Golden<?>> goldens() {
    return List.of(
        new Golden<>("SensorChunk.bin", WireSamples.REGULAR, new SensorChunkWireCodec()),
        new Golden<>(
            "SensorChunk-irregular.bin", WireSamples.IRREGULAR, new SensorChunkWireCodec()),
        new Golden<>("RejectedRecord.bin", WireSamples.REJECTED, new RejectedRecordWireCodec()),
        new Golden<>("AlignedWindow.bin", WireSamples.WINDOW, new AlignedWindowWireCodec()),
        new Golden<>("LatentEstimate.bin", WireSamples.LATENT, new LatentEstimateCodec()),
        new Golden<>("GraphSnapshot-v2.bin", WireSamples.SHARED_GRAPH, new GraphSnapshotCodec()),
        new Golden<>("ModelSnapshot.bin", WireSamples.MODEL, new ModelSnapshotCodec()),
        new Golden<>("ModelSnapshot-first.bin", WireSamples.FIRST_MODEL, new ModelSnapshotCodec()));
  }

  @TestFactory
  List<DynamicTest> goldenBytesReadAsTheRecordTheyWereWrittenFrom() {
    return each(GoldenBytesTest::readsAsItsRecord);
  }

  /** What an earlier release wrote; nobody writes it any more. */
  @Test
  void bytesOfTheFirstVersionOfGraphsAreRead() throws IOException {
    readsAsItsRecord(
        new Golden<>("GraphSnapshot.bin", WireSamples.GRAPH, new GraphSnapshotCodec()));
  }

  @TestFactory
  List<DynamicTest> recordsAreStillWrittenAsTheGoldenBytes() {
    return each(GoldenBytesTest::isWrittenAsItsBytes);
  }

  @Test
  void writesMissingGoldenFilesWhenAsked() throws IOException {
    assumeTrue(
        Boolean.getBoolean("headwater.golden.write"),
        "Golden bytes are written only with -Dheadwater.golden.write=true.");
    for (Golden<?> golden : goldens()) {
      Path file = FOLDER.resolve(golden.file());
      if (!Files.exists(file)) {
        Files.createDirectories(FOLDER);
        Files.write(file, encoded(golden));
      }
    }
  }

  private interface Check {
    void of(Golden<?> golden) throws IOException;
  }

  private static List<DynamicTest> each(Check check) {
    return goldens().stream()
        .map(golden -> DynamicTest.dynamicTest(golden.file(), () -> check.of(golden)))
        .toList();
  }

  private static <T> void readsAsItsRecord(Golden<T> golden) throws IOException {
    assertThat(Contents.of(golden.codec().decode(golden.bytes())))
        .isEqualTo(Contents.of(golden.record()));
  }

  private static <T> void isWrittenAsItsBytes(Golden<T> golden) throws IOException {
    assertThat(encoded(golden)).isEqualTo(golden.bytes());
  }

  private static <T> byte[] encoded(Golden<T> golden) {
    return golden.codec().encode(golden.record());
  }
}
