package io.headwater.sensor.source;

import io.headwater.sensor.RecordingException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Lines of a UTF-8 text file of bounded length; a byte order mark is skipped. */
public final class TextLines implements Closeable {
  /** One MiB: wider than a row of any image we know, narrower than a binary file by mistake. */
  public static final int MAX_LINE_CHARS = 1 << 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final BufferedReader reader;
  private final StringBuilder line = new StringBuilder();
  private long number;
  private boolean afterReturn;

  private TextLines(Path file, BufferedReader reader) {
    this.file = file;
    this.reader = reader;
  }

  public static TextLines open(Path file) throws IOException {
    return new TextLines(
        file,
        new BufferedReader(
            new InputStreamReader(RecordingInput.open(file), StandardCharsets.UTF_8)));
  }

  /** Number of the line that {@link #next} gave last; the first is 1. */
  public long number() {
    return number;
  }

  /** The next line without its end, or null after the last. */
  public String next() throws IOException {
    line.setLength(0);
    int c = reader.read();
    if (c == '\n' && afterReturn) {
      c = reader.read();
    }
    if (c < 0) {
      return null;
    }
    number++;
    while (c >= 0 && c != '\n' && c != '\r') {
      if (line.length() == MAX_LINE_CHARS) {
        throw new RecordingException(
            file,
            "line " + number + " is longer than " + MAX_LINE_CHARS + " characters; is it text?");
      }
      if (c != BYTE_ORDER_MARK || number > 1 || line.length() > 0) {
        line.append((char) c);
      }
      c = reader.read();
    }
    afterReturn = c == '\r';
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
