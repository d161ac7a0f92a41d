package io.headwater.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
  @TempDir Path folder;

  @Test
  void writingTheSameStateTwiceLeavesOneFile() throws IOException {
    ModelStore store = new ModelStore(folder.toUri().toString());
    ModelStore.Stored first = store.write(7, new byte[] {1, 2, 3});
    ModelStore.Stored second = store.write(7, new byte[] {1, 2, 3});
    assertThat(second).isEqualTo(first);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(f -> !f.getFileName().toString().endsWith(".crc"))).hasSize(1);
    }
    assertThat(ModelStore.read(first.uri(), first.sha256())).containsExactly(1, 2, 3);
  }

  @Test
  void aFolderWithASpaceInItsNameIsReadBack() throws IOException {
    ModelStore store = new ModelStore("file://" + folder.resolve("our 100% models"));
    ModelStore.Stored stored = store.write(1, new byte[] {4, 5});
    assertThat(ModelStore.read(stored.uri(), stored.sha256())).containsExactly(4, 5);
  }

  @Test
  void foldersMadeForModelsAreTheirOwnersAlone() throws IOException {
    Path models = folder.resolve("headwater/models");
    new ModelStore(models.toUri().toString()).write(1, new byte[] {1});
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      for (Path made : new Path[] {models, models.getParent()}) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
            .isEqualTo("rwx------");
      }
    }
  }

  @Test
  void aDamagedFileIsRefusedWithBothSums() throws IOException {
    ModelStore.Stored stored =
        new ModelStore(folder.toUri().toString()).write(1, new byte[] {1, 2, 3});
    Files.write(Path.of(java.net.URI.create(stored.uri())), new byte[] {1, 2, 4});
    assertThatThrownBy(() -> ModelStore.read(stored.uri(), stored.sha256()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining(stored.sha256());
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("a-file"));
    ModelStore store = new ModelStore(file.resolve("below").toUri().toString());
    assertThatThrownBy(() -> store.write(1, new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a-file");
  }
}
