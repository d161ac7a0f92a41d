package io.headwater.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.config.LearningConfig;
import io.headwater.estimator.sun.SunEstimator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** States of every version, byte for byte as they were written. */
class LearnerStateTest {
  private static final String FIRST = "/golden/learner-state-v1.bin";
  private static final String SECOND = "/golden/learner-state-v2.bin";

  /** Windows of one kind in the state with an alarm, and of both kinds. */
  private static final int STEADY = 500;

  private static final int ALARMED = 700;

  /** Magic and version. */
  private static final int HEAD = 8;

  private static StreamLearner learner(LearningConfig settings) {
    return new StreamLearner(
        SunEstimator.create(LearnCase.SHAPES, LearnCase.SETTINGS.withHidden(2), LearnCase.SEED),
        null,
        settings,
        LearnCase.SEED);
  }

  /** Few windows are kept, so that the golden state is small. */
  private static LearningConfig small() {
    return new LearningConfig(
        LearnCase.BATCH, 8, 2, 16, 4, 100_000L, 100_000L, 100_000L, 100_000L, null, null, null);
  }

  @Test
  void aStateOfBeforeThereWasAWatchIsReadAndTheWatchBeginsAnew() throws IOException {
    byte[] golden = resource(FIRST);
    try (StreamLearner learner = learner(LearnCase.LEARNING)) {
      byte[] watch = new DriftResponse(LearnCase.LEARNING.drift()).save();
      learner.restore(golden);
      assertThat(learner.windows()).isEqualTo(27);
      assertThat(learner.driftState()).isEqualTo(GraphRecord.NO_DRIFT);
      byte[] again = learner.save();
      assertThat(ByteBuffer.wrap(again).getInt(Integer.BYTES)).isEqualTo(LearnerState.VERSION_2);
      assertThat(Arrays.copyOfRange(again, HEAD, golden.length))
          .isEqualTo(Arrays.copyOfRange(golden, HEAD, golden.length));
      byte[] added = Arrays.copyOfRange(again, golden.length + Integer.BYTES, again.length);
      assertThat(added).isEqualTo(watch);
      learner.accept(LearnCase.windows(27, 40), new LearnCase.Collected());
      assertThat(learner.windows()).isEqualTo(40);
    }
  }

  @Test
  void aStateWithAnAlarmIsReadAndWrittenBackBitForBit() throws IOException {
    byte[] golden = resource(SECOND);
    try (StreamLearner learner = learner(small())) {
      learner.restore(golden);
      assertThat(learner.windows()).isEqualTo(ALARMED);
      assertThat(learner.driftAlarms()).isPositive();
      assertThat(learner.driftState()).startsWith("drift since ");
      assertThat(learner.save()).isEqualTo(golden);
    }
  }

  @Test
  void aLaterVersionIsRefusedByTheNamesOfAll() throws IOException {
    byte[] later = resource(SECOND);
    later[7] = 3;
    try (StreamLearner learner = learner(small())) {
      assertThatThrownBy(() -> learner.restore(later))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("version 3; this release reads versions 1 to 2");
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = LearnerStateTest.class.getResourceAsStream(name)) {
      if (in != null) {
        return in.readAllBytes();
      }
    }
    throw new IllegalStateException(
        "Golden state " + name + " is missing; it was written by LearnerStateTest.main.");
  }

  /** Writes the golden state of the current version: only for a new version, never over an old. */
  public static void main(String[] target) throws IOException {
    try (StreamLearner learner = learner(small())) {
      learner.accept(LearnCase.windows(0, STEADY), new LearnCase.Collected());
      for (int i = STEADY; i < ALARMED; i++) {
        LearnCase.Collected out = new LearnCase.Collected();
        learner.accept(List.of(LearnCase.filledWith(i, i % 2 == 0 ? 20 : 80)), out);
      }
      Files.write(Path.of(target[0]), learner.save());
    }
  }
}
