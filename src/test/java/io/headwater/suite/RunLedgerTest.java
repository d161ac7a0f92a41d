package io.headwater.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLedgerTest {
  @TempDir Path folder;

  @Test
  void whatWasAppendedIsReadBackWithNumbersThatDoNotApply() throws IOException {
    RunLedger ledger = new RunLedger(folder.resolve("runs.jsonl"));
    RunResult first = Results.of("s1", 1, .98, 0, 2);
    RunResult second = Results.of("s1", 2, .91, 3, 0);
    ledger.append(first);
    ledger.append(second);
    assertThat(ledger.read()).containsExactly(entry(first), entry(second));
    assertThat(Files.readString(folder.resolve("runs.jsonl"))).contains("\"shd_cpdag\":null");
  }

  private static java.util.Map.Entry<RunKey, RunResult> entry(RunResult result) {
    return java.util.Map.entry(result.key(), result);
  }

  @Test
  void aFolderWithoutRunsHoldsNone() throws IOException {
    assertThat(new RunLedger(folder.resolve("runs.jsonl")).read()).isEmpty();
  }

  @Test
  void aLineCutOffByAnInterruptionIsLeftOutAndTheNextOneIsWhole() throws IOException {
    Path file = folder.resolve("runs.jsonl");
    RunLedger ledger = new RunLedger(file);
    RunResult whole = Results.of("s1", 1, .98, 0, 2);
    ledger.append(whole);
    Files.writeString(file, "{\"key\":{\"row\":\"s1\"", StandardOpenOption.APPEND);
    assertThat(ledger.read()).containsExactly(entry(whole));
    RunResult next = Results.of("s1", 2, .97, 0, 2);
    ledger.append(next);
    assertThat(ledger.read()).containsExactly(entry(whole), entry(next));
  }

  @Test
  void aLineThatIsNoResultIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("runs.jsonl"), "{\"row\": 3}\n");
    assertThatThrownBy(() -> new RunLedger(file).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Line 1 of")
        .hasMessageContaining("runs.jsonl");
  }
}
