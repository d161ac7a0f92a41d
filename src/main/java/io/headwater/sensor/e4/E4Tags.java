package io.headwater.sensor.e4;

import io.headwater.sensor.RecordingException;
import io.headwater.sensor.source.TextLines;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Event marks of an export: one line per press of the button. */
public final class E4Tags {
  private E4Tags() {}

  /** Times of the marks in {@code tags.csv}, microseconds since the epoch, in file order. */
  public static List<Long> read(Path file) throws IOException {
    List<Long> marks = new ArrayList<>();
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          marks.add(mark(file, lines.number(), line));
        }
      }
    }
    return List.copyOf(marks);
  }

  private static long mark(Path file, long number, String line) throws RecordingException {
    try {
      return E4Lines.micros(new BigDecimal(line.trim()));
    } catch (NumberFormatException e) {
      throw new RecordingException(
          file, "line " + number + " holds '" + line + "', which is not a Unix time in seconds.");
    }
  }
}
