package io.headwater.sensor;

import static io.headwater.sensor.Readings.modality;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkValidatorTest {
  private static final Modality WRIST = modality("wrist", 8, "ax", "ay");
  private static final List<String> CHANNELS = List.of("ax", "ay");
  private static final long[] NONE = {};

  private static String problem(
      long start, double period, long[] offsets, List<String> channels, float... values) {
    SensorChunk chunk =
        new SensorChunk("S1", "wrist", "", start, period, offsets, channels, values, "", 17);
    return ChunkValidator.problem(chunk, WRIST).orElse("");
  }

  @Test
  void soundChunksPass() {
    assertThat(problem(0, 125_000, NONE, CHANNELS, 1, 2, Float.NaN, 4)).isEmpty();
    assertThat(problem(5, 0, new long[] {0, 0}, CHANNELS, 1, 2, 3, 4)).isEmpty();
  }

  @Test
  void channelsMustBeThoseDeclared() {
    assertThat(problem(0, 1_000, NONE, List.of("ax", "ay", "az"), 1, 2, 3))
        .isEqualTo(
            "Chunk 17 of subject 'S1' carries 3 channels [ax, ay, az] but modality 'wrist' declares"
                + " 2 [ax, ay]; align sender and configuration.");
    assertThat(problem(0, 1_000, NONE, List.of("ay", "ax"), 1, 2)).contains("in this order");
  }

  @Test
  void valuesMustBeThereWholeAndFinite() {
    assertThat(problem(0, 1_000, NONE, CHANNELS)).contains("holds no sample");
    assertThat(problem(0, 1_000, NONE, CHANNELS, 1, 2, 3)).contains("no multiple of its 2");
    assertThat(problem(0, 1_000, NONE, CHANNELS, Float.NaN, Float.POSITIVE_INFINITY))
        .contains("holds no finite value");
    assertThat(problem(0, 1_000, NONE, CHANNELS, new float[2 * ChunkValidator.MAX_SAMPLES + 2]))
        .contains("Send shorter chunks");
  }

  @Test
  void periodsMustBeSane() {
    for (double period : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e-9, 1e17}) {
      assertThat(problem(0, period, NONE, CHANNELS, 1, 2)).contains("has a sample period of");
    }
  }

  @Test
  void startAndEndLieBetween1970And2200() {
    assertThat(problem(-1, 1_000, NONE, CHANNELS, 1, 2)).contains("1969-12-31T23:59:59.999999Z");
    assertThat(problem(Long.MAX_VALUE, 1_000, NONE, CHANNELS, 1, 2)).contains("its clock is wrong");
    long last = ChunkValidator.LATEST_MICROS;
    assertThat(problem(last, 1_000, NONE, CHANNELS, 1, 2)).contains("ends after the year 2200");
    assertThat(problem(0, 0, new long[] {0, Long.MAX_VALUE}, CHANNELS, 1, 2, 3, 4))
        .contains("longer than two centuries");
  }

  @Test
  void offsetsMustBeOnePerSampleAndNotDecrease() {
    assertThat(problem(0, 0, new long[] {0}, CHANNELS, 1, 2, 3, 4)).contains("1 offsets for 2");
    assertThat(problem(0, 1_000, new long[] {0}, CHANNELS, 1, 2)).contains("0 are needed");
    assertThat(problem(0, 0, new long[] {0, 5, 4}, CHANNELS, 1, 2, 3, 4, 5, 6))
        .contains("offset 4 µs at sample 2 after 5 µs");
    assertThat(problem(9, 0, new long[] {-1}, CHANNELS, 1, 2)).contains("offset -1 µs");
  }

  @Test
  void aChunkOfAnotherModalityOrOfNobodyIsRefused() {
    SensorChunk other =
        new SensorChunk("S1", "sleep", "", 0, 1, NONE, CHANNELS, new float[] {1, 2}, "", 0);
    SensorChunk nobody =
        new SensorChunk(" ", "wrist", "", 0, 1, NONE, CHANNELS, new float[] {1, 2}, "", 0);

    assertThat(ChunkValidator.problem(other, WRIST).orElse("")).contains("wrong topic");
    assertThat(ChunkValidator.problem(nobody, WRIST).orElse("")).contains("names no subject");
  }
}
