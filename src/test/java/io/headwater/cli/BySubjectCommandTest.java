package io.headwater.cli;

import static io.headwater.cli.Ran.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.simulate.BySubject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code headwater simulate --scenario w-by-subject} and its kin. */
class BySubjectCommandTest {
  private static final int ROWS = 48;

  @TempDir Path folder;

  static List<String> ids() {
    return BySubject.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aReplayReadsTheSameRowsInAnotherOrder(String id) throws Exception {
    Path ordered = folder.resolve("ordered");
    Path plain = folder.resolve("plain");
    Ran ran = run("simulate", "-o", ordered, "--scenario", id, "--samples", ROWS, "--seed", 7);
    assertThat(ran.exit()).as(ran.err()).isZero();
    run(
        "simulate",
        "-o",
        plain,
        "--scenario",
        BySubject.base(id).orElseThrow(),
        "--samples",
        ROWS,
        "--seed",
        7);
    List<String> latents = latents(ordered);
    assertThat(latents).containsExactlyInAnyOrderElementsOf(latents(plain));
    assertThat(latents).isNotEqualTo(latents(plain));
    Path learned = folder.resolve("out");
    Ran replay =
        run("replay", "-c", ordered.resolve("scenario.yaml"), "-i", ordered, "-o", learned);
    assertThat(replay.exit()).as(replay.err()).isZero();
    assertThat(Files.readAllLines(learned.resolve("latents.csv"))).hasSize(ROWS + 1);
  }

  /** True latents row by row, without who was measured when. */
  private static List<String> latents(Path output) throws Exception {
    List<String> lines = Files.readAllLines(output.resolve("truth/latents.csv"));
    List<String> latents = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      latents.add(line.split(",", 4)[3]);
    }
    return latents;
  }

  @Test
  void theListNamesThem() {
    assertThat(run("simulate", "--scenario", "list").out()).contains(BySubject.ids());
  }

  @Test
  void optionsThatTheRowsDoNotHaveAreRefused() {
    Ran ran = run("simulate", "-o", folder, "--scenario", "b-yao-by-subject", "--missing", ".2");
    assertThat(ran.exit()).isNotZero();
    assertThat(ran.err()).contains("--seed and --samples only");
  }
}
