package io.headwater.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioSuiteTest {
  private static final List<RunKey> KEYS =
      List.of(Results.key("s1", 1), Results.key("s1", 2), Results.key("s-minus", 1));

  @TempDir Path folder;

  private final List<RunKey> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> told = new ArrayList<>();

  private final SuiteListener listener =
      new SuiteListener() {
        @Override
        public void started(String row, long seed) {}

        @Override
        public void finished(String line, int done, int all, Duration left) {
          told.add(done + " of " + all);
        }

        @Override
        public void failed(String row, long seed, String why) {
          told.add("%s seed %d: %s".formatted(row, seed, why));
        }
      };

  private RunResult good(RunKey key) {
    asked.add(key);
    RunResult made = Results.of(key.row(), key.seed(), .98, 0, 2);
    return new RunResult(
        key,
        made.estimator(),
        made.version(),
        made.windows(),
        made.heldOut(),
        made.scores(),
        null,
        null,
        made.counts(),
        made.verdict(),
        made.modalities(),
        made.seconds());
  }

  private RunResult badSecondSeed(RunKey key) throws IOException {
    if (key.seed() == 2) {
      throw new IOException("the disk is full");
    }
    return good(key);
  }

  private ScenarioSuite suite(RunExecutor executor, int processes) {
    SuiteHeader header =
        new SuiteHeader(
            "identification",
            "headwater evaluate",
            "test",
            "17",
            2,
            processes,
            Instant.EPOCH,
            List.of(1L, 2L));
    return new ScenarioSuite(folder, executor, processes, header, listener);
  }

  @Test
  void aSecondStartDoesOnlyWhatIsMissing() throws Exception {
    suite(this::good, 1).run(KEYS.subList(0, 2), true);
    suite(this::good, 1).run(KEYS, true);
    assertThat(asked).isEqualTo(KEYS);
    assertThat(told).containsExactly("1 of 2", "2 of 2", "3 of 3");
    assertThat(Files.readString(folder.resolve("identification.md")))
        .contains("| s1 | sun | 2 |", "| s-minus | sun | 1 |");
  }

  @Test
  void otherSettingsAreOtherRuns() throws Exception {
    suite(this::good, 1).run(List.of(new RunKey("s1", SuiteRow.FIRST, 1, "a")), true);
    suite(this::good, 1).run(List.of(new RunKey("s1", SuiteRow.FIRST, 1, "b")), true);
    suite(this::good, 1).run(List.of(new RunKey("s1", SuiteRow.FIRST, 1, "a")), true);
    assertThat(asked).hasSize(2);
  }

  @Test
  void withoutResumeEverythingIsDoneAgain() throws Exception {
    suite(this::good, 1).run(KEYS, true);
    suite(this::good, 1).run(KEYS, false);
    assertThat(asked).hasSize(2 * KEYS.size());
  }

  @Test
  void aFailedRunIsToldAndTriedAgainNextTimeWhileTheOthersGoOn() throws Exception {
    int failed = suite(this::badSecondSeed, 1).run(KEYS, true);
    assertThat(failed).isEqualTo(1);
    assertThat(told).contains("s1 seed 2: the disk is full");
    assertThat(asked).containsExactly(KEYS.get(0), KEYS.get(2));
    assertThat(suite(this::good, 1).run(KEYS, true)).isZero();
    assertThat(asked).hasSize(3).endsWith(KEYS.get(1));
  }

  @Test
  void severalProcessesGiveTheSameTable() throws Exception {
    suite(this::good, 1).run(KEYS, true);
    String one = table();
    Files.delete(folder.resolve("runs.jsonl"));
    suite(this::good, 3).run(KEYS, true);
    assertThat(table()).isEqualTo(one);
    assertThat(Files.readAllLines(folder.resolve("runs.jsonl"))).hasSize(KEYS.size());
  }

  private String table() throws IOException {
    return Files.readString(folder.resolve("identification.md")).replaceAll("\\d at a time", "");
  }
}
