package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.config.LearningConfig;
import io.headwater.estimator.WindowEstimate;
import io.headwater.learn.LatentRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossPredictionTest {
  private static LatentRecord window(String subject, double crossLoss) {
    WindowEstimate estimate = new WindowEstimate(List.of(), 0.1, 1, crossLoss);
    return new LatentRecord(subject, 0, 1, 1, estimate, List.of());
  }

  @Test
  void everyWindowCountsWhereTheLearnerPutItAndThoseOfOneModalityNowhere() {
    CrossTally tally = new CrossTally(LearningConfig.defaults().withHeldOutSubjects(List.of("b")));
    for (int position = 0; position < 20; position++) {
      boolean other = position % 2 == 1 && position != 9;
      tally.add(window(other ? "b" : "a", other ? 3 : position == 9 ? 2 : 1));
    }
    tally.add(window("a", Double.NaN)); // one modality present: nothing to predict
    assertThat(tally.result().learned()).isEqualTo(new CrossPrediction.Loss(10, 1));
    assertThat(tally.result().heldOut()).isEqualTo(new CrossPrediction.Loss(1, 2));
    assertThat(tally.result().onlyScored()).isEqualTo(new CrossPrediction.Loss(9, 3));
  }

  @Test
  void worseByAFifthOnOthersIsLearnedByHeart() {
    for (double unseen : new double[] {1.1, 1.3}) {
      CrossTally tally = new CrossTally(LearningConfig.defaults().withLearnFirst(2));
      tally.add(window("a", 0.4));
      tally.add(window("a", 0.6));
      tally.add(window("a", 0.5 * unseen));
      assertThat(tally.result().onlyScored().loss()).isCloseTo(0.5 * unseen, within(1e-12));
      assertThat(tally.result().learnedByHeart()).isEqualTo(unseen > 1.2);
    }
  }

  @Test
  void withoutOtherWindowsNothingIsSaid() {
    CrossTally tally = new CrossTally(LearningConfig.defaults());
    tally.add(window("a", 0.4));
    assertThat(tally.result().heldOut().loss()).isNaN();
    assertThat(tally.result().learnedByHeart()).isFalse();
  }
}
