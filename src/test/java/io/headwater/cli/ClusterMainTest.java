package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.config.ConfigException;
import org.junit.jupiter.api.Test;

/** The entry in application mode: it returns or throws, and never ends the process. */
class ClusterMainTest {
  @Test
  void aCommandThatEndsWellReturns() {
    assertThatCode(() -> ClusterMain.main(new String[] {"--version"})).doesNotThrowAnyException();
  }

  @Test
  void whatEndedACommandIsThrownAsItWas() {
    assertThatThrownBy(
            () -> ClusterMain.main(new String[] {"learn", "--config", "/no/such/headwater.yaml"}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/no/such/headwater.yaml");
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThatThrownBy(() -> ClusterMain.main(new String[] {"lern"}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lern");
  }
}
