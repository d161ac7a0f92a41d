package io.headwater.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code runs.jsonl}: one line per run, written the moment it ends, so that an interrupted suite
 * goes on where it stopped. Thread-safe.
 */
final class RunLedger {
  private final Path file;

  RunLedger(Path file) {
    this.file = file;
  }

  synchronized void append(RunResult result) throws IOException {
    Files.writeString(
        file,
        RunJson.line(result) + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /**
   * The results so far, by key; of equal keys the last. A last line that was cut off when the suite
   * was interrupted is left out and removed from the file.
   *
   * @throws IOException when any other line cannot be read; names file and line
   */
  synchronized Map<RunKey, RunResult> read() throws IOException {
    Map<RunKey, RunResult> results = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return results;
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    int whole = text.lastIndexOf('\n') + 1;
    if (whole < text.length()) {
      Files.writeString(file, text.substring(0, whole), StandardCharsets.UTF_8);
    }
    List<String> lines = text.substring(0, whole).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      RunResult result = parse(lines.get(i), i + 1);
      results.put(result.key(), result);
    }
    return results;
  }

  private RunResult parse(String line, int number) throws IOException {
    try {
      return RunJson.parse(line);
    } catch (IOException e) {
      throw new IOException(
          "Line %d of %s is not the result of a run; remove it, or name another --output."
              .formatted(number, file),
          e);
    }
  }
}
