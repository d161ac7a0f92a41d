package io.headwater.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever a producer does to the bytes, a codec answers with a record or says that there is none.
 *
 * <p>Allocation is counted by the JVM, thread by thread, so that a length that is believed shows
 * even when the machine has the memory.
 */
class DamagedBytesTest {
  /** Messages, traces and collections of a few hundred bytes of input stay far below this. */
  private static final long ORDINARY_ALLOCATION = 16L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private record Sample<T>(String name, T record, WireCodec<T> codec) {
    byte[] bytes() {
      return codec.encode(record);
    }

    void decode(byte[] bytes) {
      assertThat(codec.decode(bytes)).isNotNull();
    }
  }

  private static final List<Sample<?>> SAMPLES =
      List.of(
          new Sample<>("regular chunk", WireSamples.REGULAR, new SensorChunkWireCodec()),
          new Sample<>("irregular chunk", WireSamples.IRREGULAR, new SensorChunkWireCodec()),
          new Sample<>("rejected", WireSamples.REJECTED, new RejectedRecordWireCodec()),
          new Sample<>("window", WireSamples.WINDOW, new AlignedWindowWireCodec()),
          new Sample<>("latent", WireSamples.LATENT, new LatentEstimateCodec()),
          new Sample<>("graph", WireSamples.GRAPH, new GraphSnapshotCodec()),
          new Sample<>("model", WireSamples.MODEL, new ModelSnapshotCodec()));

  @Property(tries = 2000)
  void bytesChangedAtRandom(
      @ForAll("samples") Sample<?> sample,
      @ForAll("positions") List<Integer> positions,
      @ForAll byte value) {
    byte[] bytes = sample.bytes();
    positions.forEach(at -> bytes[at % bytes.length] = value);
    isReadOrRefused(sample, bytes);
  }

  @Property(tries = 1000)
  void bytesCutOffAnywhere(
      @ForAll("samples") Sample<?> sample, @ForAll @IntRange(max = 2000) int length) {
    byte[] bytes = sample.bytes();
    byte[] cut = Arrays.copyOf(bytes, length % bytes.length);
    assertThat(readOrRefused(sample, cut)).as("a cut record was read as whole").isFalse();
  }

  @Property(tries = 2000)
  void lengthsClaimedAnywhere(
      @ForAll("samples") Sample<?> sample,
      @ForAll @IntRange(min = 10, max = 2000) int at,
      @ForAll("claims") long claim) {
    byte[] bytes = sample.bytes();
    byte[] length = SensorChunkWireCodecTest.varint(claim);
    int from = 10 + at % (bytes.length - 10);
    byte[] claimed = Arrays.copyOf(bytes, Math.max(bytes.length, from + length.length));
    System.arraycopy(length, 0, claimed, from, length.length);
    isReadOrRefused(sample, claimed);
  }

  @Property(tries = 500)
  void bodiesOfNoise(@ForAll("samples") Sample<?> sample, @ForAll byte[] noise) {
    byte[] bytes = Arrays.copyOf(sample.bytes(), 10 + noise.length);
    System.arraycopy(noise, 0, bytes, 10, noise.length);
    isReadOrRefused(sample, bytes);
  }

  private static void isReadOrRefused(Sample<?> sample, byte[] bytes) {
    boolean unused = readOrRefused(sample, bytes);
  }

  private static boolean readOrRefused(Sample<?> sample, byte[] bytes) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    boolean read = true;
    try {
      sample.decode(bytes);
    } catch (MalformedRecordException e) {
      read = false;
      assertThat(e.getMessage()).startsWith("The record").doesNotContain("null");
    }
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .as("bytes allocated for a %s of %d bytes", sample.name(), bytes.length)
        .isLessThan(ORDINARY_ALLOCATION);
    return read;
  }

  @Provide
  static Arbitrary<Sample<?>> samples() {
    return Arbitraries.of(SAMPLES);
  }

  @Provide
  static Arbitrary<List<Integer>> positions() {
    return Arbitraries.integers().between(0, 2000).list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  static Arbitrary<Long> claims() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            1_000_000_000L,
            -1_000_000_000L,
            (long) Integer.MAX_VALUE,
            (long) Integer.MIN_VALUE,
            Long.MAX_VALUE,
            Long.MIN_VALUE),
        Arbitraries.longs());
  }
}
