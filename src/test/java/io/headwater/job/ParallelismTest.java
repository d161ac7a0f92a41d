package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.config.HeadwaterConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Same input, same bits, whatever the threads do. */
class ParallelismTest {
  private static final int WINDOWS = 30;

  @TempDir static Path folder;

  private static ReplayFolder alone;

  @BeforeAll
  static void replayAlone() throws Exception {
    SmallWard.writeCsv(folder.resolve("in"), WINDOWS);
    alone = replay("alone", 1);
  }

  private static ReplayFolder replay(String name, int parallelism) throws Exception {
    HeadwaterConfig config = SmallWard.config("runtime.parallelism=" + parallelism);
    ReplayFolder out = new ReplayFolder(folder.resolve(name));
    new ReplayJob(config, RecordingInputs.source(folder.resolve("in"), config), out, false)
        .run(progress -> {}, scored -> {});
    return out;
  }

  @Test
  void fourAlignersGiveTheSameModelAndFilesAsOne() throws Exception {
    assertSame(replay("four", 4));
  }

  @Test
  void aSecondReplayGivesIdenticalFiles() throws Exception {
    assertSame(replay("again", 1));
  }

  private static void assertSame(ReplayFolder other) throws Exception {
    JsonNode model = json(other.modelJson());
    assertThat(model.get("sha256").asText())
        .hasSize(64)
        .isEqualTo(json(alone.modelJson()).get("sha256").asText());
    assertThat(Files.readAllLines(alone.latentsCsv()))
        .hasSize(1 + WINDOWS * SmallWard.SUBJECTS.size());
    assertThat(other.latentsCsv()).hasSameBinaryContentAs(alone.latentsCsv());
    assertThat(other.prequentialCsv()).hasSameBinaryContentAs(alone.prequentialCsv());
    assertThat(other.graphJson()).hasSameBinaryContentAs(alone.graphJson());
    assertThat(json(other.summaryJson()).get("chunks"))
        .isEqualTo(json(alone.summaryJson()).get("chunks"));
  }

  private static JsonNode json(Path file) throws Exception {
    return new ObjectMapper().readTree(file.toFile());
  }
}
