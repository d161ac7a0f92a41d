package io.headwater.sensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lies below an input folder, sorted by relative path.
 *
 * @param root the folder
 * @param entries relative paths of files and folders, with {@code /} between names
 */
record RecordingFolder(Path root, List<String> entries) {
  /** Paths that a message lists at most. */
  private static final int SHOWN = 12;

  static RecordingFolder of(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new RecordingException(
          root, Files.exists(root) ? "is not a folder." : "does not exist; check the path.");
    }
    try (Stream<Path> walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      List<String> entries =
          walk.filter(path -> !path.equals(root))
              .map(path -> root.relativize(path).toString().replace('\\', '/'))
              .sorted(Comparator.naturalOrder())
              .toList();
      return new RecordingFolder(root, entries);
    } catch (UncheckedIOException e) {
      throw new RecordingException(root, "cannot be listed: " + e.getMessage(), e);
    }
  }

  /** Files that match a glob on the relative path; folders too if asked for. */
  List<String> matching(String glob, boolean folders) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    return entries.stream()
        .filter(entry -> matcher.matches(Path.of(entry)))
        .filter(entry -> folders || Files.isRegularFile(root.resolve(entry)))
        .toList();
  }

  /** The first files, for messages. */
  String shown() {
    List<String> files =
        entries.stream().filter(entry -> Files.isRegularFile(root.resolve(entry))).toList();
    if (files.isEmpty()) {
      return "no file at all";
    }
    String first = String.join(", ", files.subList(0, Math.min(SHOWN, files.size())));
    return files.size() <= SHOWN ? first : first + " and " + (files.size() - SHOWN) + " more";
  }
}
