package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoUsageTest {

  @Test
  void aConfigurationThatDoesNotDescribeTheWardIsRefusedBeforeAnythingStarts() {
    StringWriter err = new StringWriter();
    CommandLine commands = Headwater.commandLine().setErr(new PrintWriter(err, true));
    int code = commands.execute("demo", "--set", "modalities[0].latents=3");
    assertThat(code).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("does not describe the simulated ward", "2 latents");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    StringWriter err = new StringWriter();
    CommandLine commands = Headwater.commandLine().setErr(new PrintWriter(err, true));
    int code = commands.execute("demo", "--input", "no-such-folder");
    assertThat(code).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("no-such-folder");
  }
}
