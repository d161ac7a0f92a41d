package io.headwater.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  @TempDir Path folder;

  @Test
  void aProcessThatRefusesItsRunIsToldWithItsExitCodeAndLog() {
    ChildProcess child =
        new ChildProcess(
            (row, seed) ->
                List.of("evaluate", "--suite", "identification", "--single", "--rows", row.id()),
            folder,
            1);
    assertThatThrownBy(() -> child.run(Results.key("s-plos", 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("exit code 2")
        .hasMessageContaining("s-plos-1.log");
    assertThat(folder.resolve("s-plos-1.log")).content().contains("Did you mean 's-plus'?");
  }

  @Test
  void aProcessWithoutAResultIsAFailure() {
    ChildProcess child =
        new ChildProcess(
            (row, seed) -> List.of("evaluate", "--suite", "identification", "--list"), folder, 1);
    assertThatThrownBy(() -> child.run(Results.key("s1", 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("without a result");
  }
}
