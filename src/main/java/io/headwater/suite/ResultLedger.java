package io.headwater.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A file with one result a line, written the moment it is there, so that an interrupted suite goes
 * on where it stopped. Thread-safe.
 *
 * @param <T> a result
 */
public final class ResultLedger<T> {
  private final Path file;
  private final Function<T, String> toLine;
  private final Parser<T> parser;

  /**
   * Reads a line back.
   *
   * @param <T> a result
   */
  @FunctionalInterface
  public interface Parser<T> {
    /**
     * @throws IOException when the line is no result
     */
    T parse(String line) throws IOException;
  }

  public ResultLedger(Path file, Function<T, String> toLine, Parser<T> parser) {
    this.file = file;
    this.toLine = toLine;
    this.parser = parser;
  }

  public synchronized void append(T result) throws IOException {
    Files.writeString(
        file,
        toLine.apply(result) + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /**
   * The results so far. A last line that was cut off when the suite was interrupted is left out and
   * removed from the file.
   *
   * @throws IOException when any other line cannot be read; names file and line
   */
  public synchronized List<T> read() throws IOException {
    List<T> results = new ArrayList<>();
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
      results.add(parse(lines.get(i), i + 1));
    }
    return results;
  }

  private T parse(String line, int number) throws IOException {
    try {
      return parser.parse(line);
    } catch (IOException e) {
      throw new IOException(
          "Line %d of %s is not the result of a run; remove it, or name another --output."
              .formatted(number, file),
          e);
    }
  }
}
