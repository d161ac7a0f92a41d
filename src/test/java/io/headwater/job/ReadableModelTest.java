package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.score.ModelChoice;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class ReadableModelTest {

  /** The gate is asked on the job manager, which must be able to log in. */
  @Test
  void aLoginTravelsToTheJobManagerAndIsNotShown() throws Exception {
    ReadableModel model =
        ReadableModel.of(
            SmallWard.config("kafka.properties.ssl.key.password=open-sesame"),
            ModelChoice.newest());
    ReadableModel there = InstantiationUtil.clone(model);
    assertThat(there).isEqualTo(model);
    assertThat(there.kafka().properties()).containsEntry("ssl.key.password", "open-sesame");
    assertThat(there.toString()).contains("ssl.key.password").doesNotContain("open-sesame");
  }
}
