package io.headwater;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real recordings, which live outside the repository; tests are skipped where they are absent. */
public final class SharedData {
  private SharedData() {}

  /**
   * A folder of the shared data: below property {@code headwater.data}, else {@code
   * ../shared/data}.
   */
  public static Path folder(String name) {
    Path root = Path.of(System.getProperty("headwater.data", "../shared/data"));
    Path folder = root.resolve(name);
    assumeTrue(
        Files.isDirectory(folder),
        () -> "shared data '" + name + "' not found at " + folder + "; set -Dheadwater.data");
    return folder;
  }
}
