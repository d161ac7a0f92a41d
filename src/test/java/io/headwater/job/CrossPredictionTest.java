package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.config.LearningConfig;
import io.headwater.estimator.WindowEstimate;
import io.headwater.job.CrossPrediction.Part;
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
    CrossPrediction cross =
        new CrossPrediction(LearningConfig.defaults().withHeldOutSubjects(List.of("b")));
    for (int position = 0; position < 20; position++) {
      boolean other = position % 2 == 1 && position != 9;
      cross.add(window(other ? "b" : "a", other ? 3 : position == 9 ? 2 : 1));
    }
    cross.add(window("a", Double.NaN)); // one modality present: nothing to predict
    assertThat(cross.of(Part.LEARNED)).isEqualTo(new CrossPrediction.Loss(10, 1));
    assertThat(cross.of(Part.HELD_OUT)).isEqualTo(new CrossPrediction.Loss(1, 2));
    assertThat(cross.of(Part.ONLY_SCORED)).isEqualTo(new CrossPrediction.Loss(9, 3));
  }

  @Test
  void worseByAFifthOnOthersIsLearnedByHeart() {
    for (double unseen : new double[] {1.1, 1.3}) {
      CrossPrediction cross = new CrossPrediction(LearningConfig.defaults().withLearnFirst(2));
      cross.add(window("a", 0.4));
      cross.add(window("a", 0.6));
      cross.add(window("a", 0.5 * unseen));
      assertThat(cross.of(Part.ONLY_SCORED).loss()).isCloseTo(0.5 * unseen, within(1e-12));
      assertThat(cross.learnedByHeart()).isEqualTo(unseen > 1.2);
    }
  }

  @Test
  void withoutOtherWindowsNothingIsSaid() {
    CrossPrediction cross = new CrossPrediction(LearningConfig.defaults());
    cross.add(window("a", 0.4));
    assertThat(cross.of(Part.HELD_OUT).loss()).isNaN();
    assertThat(cross.learnedByHeart()).isFalse();
  }
}
