package io.headwater.cli;

import io.headwater.suite.recording.RecordingSuite;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of {@code headwater evaluate} that belong to the suite on recordings. */
final class RecordingOptions {
  private static final int DEFAULT_FOLDS = 4;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "DIR",
      description = "Folder that holds the folders of the recordings; --list names them.")
  Path input;

  @Option(
      names = "--folds",
      paramLabel = "N",
      description =
          "Parts that the people of recordings are divided into (default: " + DEFAULT_FOLDS + ").")
  Integer folds;

  /** Refuses what another suite does not know. */
  void requireNone() {
    if (input != null || folds != null) {
      throw new UsageException("--input and --folds belong to --suite recordings; leave them out.");
    }
  }

  /** Refuses to begin without recordings. */
  void requireInput() {
    if (input == null) {
      throw new UsageException(
          "--suite recordings reads recordings; name the folder that holds them with --input DIR.");
    }
  }

  /**
   * @param rows null where none are named
   * @param seeds null where none are named
   * @param command the command that repeats it
   */
  RecordingSuite.Request request(
      List<String> rows,
      List<Long> seeds,
      List<String> overrides,
      Path output,
      boolean resume,
      String command) {
    List<String> known = RecordingSuite.rows();
    List<String> wanted = rows == null ? known : rows;
    wanted.forEach(row -> UsageException.requireKnownRow(row, known));
    try {
      return new RecordingSuite.Request(
          wanted,
          seeds == null ? new NumberList().convert("1-3") : seeds,
          folds == null ? DEFAULT_FOLDS : folds,
          input,
          output,
          overrides,
          resume,
          command);
    } catch (IllegalArgumentException mistake) {
      throw new UsageException(mistake.getMessage());
    }
  }
}
