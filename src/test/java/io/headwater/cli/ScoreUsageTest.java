package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.ScoreProgress;
import io.headwater.job.SmallWard;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScoreUsageTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine commands = Headwater.commandLine();
    commands.setOut(new PrintWriter(out));
    commands.setErr(new PrintWriter(err));
    return commands.execute(arguments);
  }

  @Test
  void helpShowsOptionsAndExamples() {
    assertThat(run("score", "--help")).isZero();
    assertThat(out.toString())
        .contains("--model=VERSION", "--restore=URI", "headwater score --config ward.yaml");
  }

  @Test
  void aModelThatIsNoVersionIsRefusedBeforeAnythingStarts() {
    assertThat(run("score", "--model", "latest")).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("--model 'latest' is neither 'newest' nor a version");
  }

  @Test
  void aCheckpointOfAnotherJobIsRefusedBeforeAnythingStarts(@TempDir Path folder) throws Exception {
    Path config = Files.writeString(folder.resolve("ward.yaml"), SmallWard.yaml());
    String learners = ScoreUsageTest.class.getResource("/savepoint/v1").toURI().toString();
    assertThat(run("score", "--config", config.toString(), "--restore", learners))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("holds no scorer", "Name one of 'score'");
  }

  @Test
  void theLineTellsWhatIsWaitedFor() {
    assertThat(ScoreLine.text(new ScoreProgress(90, 0, 12, null, 1, Double.NaN), 3, 0))
        .contains("no model yet, 12 windows wait", "refused models: 1");
    assertThat(ScoreLine.text(new ScoreProgress(90, 12, 0, 7L, 0, 1), 3, 4)).endsWith("model 7");
  }
}
