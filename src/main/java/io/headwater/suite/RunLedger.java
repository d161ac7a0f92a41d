package io.headwater.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code runs.jsonl}: one line per run. Thread-safe. */
final class RunLedger {
  private final ResultLedger<RunResult> lines;

  RunLedger(Path file) {
    lines = new ResultLedger<>(file, RunJson::line, RunJson::parse);
  }

  void append(RunResult result) throws IOException {
    lines.append(result);
  }

  /**
   * The results so far, by key; of equal keys the last.
   *
   * @throws IOException when a line cannot be read; see {@link ResultLedger#read}
   */
  Map<RunKey, RunResult> read() throws IOException {
    Map<RunKey, RunResult> results = new LinkedHashMap<>();
    for (RunResult result : lines.read()) {
      results.put(result.key(), result);
    }
    return results;
  }
}
