package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir Path folder;

  private Path checkpoint(String name, long seconds, boolean complete) throws IOException {
    Path checkpoint = Files.createDirectories(folder.resolve(name));
    if (complete) {
      Path metadata = Files.createFile(checkpoint.resolve("_metadata"));
      Files.setLastModifiedTime(metadata, FileTime.fromMillis(seconds * 1000));
    }
    return checkpoint;
  }

  @Test
  void theNewestCompletedCheckpointOfAnyJobIsTaken() throws IOException {
    checkpoint("job-a/chk-7", 10, true);
    Path newest = checkpoint("job-b/chk-2", 20, true);
    checkpoint("job-b/chk-3", 30, false);
    assertThat(Path.of(java.net.URI.create(uri(Checkpoints.newest(folder.toUri().toString())))))
        .isEqualTo(newest);
  }

  @Test
  void aCheckpointItselfIsTakenAsItIs() throws IOException {
    Path checkpoint = checkpoint("job-a/chk-7", 10, true);
    assertThat(Path.of(java.net.URI.create(uri(Checkpoints.newest(checkpoint.toString())))))
        .isEqualTo(checkpoint);
  }

  @Test
  void aFolderWithoutCheckpointsIsNamed() {
    assertThatThrownBy(() -> Checkpoints.newest(folder.resolve("none").toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no completed checkpoint")
        .hasMessageContaining("none");
  }

  /** Flink writes local URIs with one slash, and plain paths without a scheme. */
  private static String uri(String path) {
    return path.startsWith("file:") ? path : "file:" + path;
  }
}
