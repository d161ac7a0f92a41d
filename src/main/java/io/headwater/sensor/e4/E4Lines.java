package io.headwater.sensor.e4;

import io.headwater.sensor.RecordingException;
import io.headwater.sensor.source.ReadRequest;
import io.headwater.sensor.source.TextLines;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The pieces that lines of an export consist of. */
final class E4Lines {
  private E4Lines() {}

  /** Cells of a line, trimmed. */
  static String[] cells(String line) {
    String[] cells = line.split(",", -1);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i].trim();
    }
    return cells;
  }

  /** First cell of the next line as a number. */
  static BigDecimal headNumber(TextLines lines, String what, ReadRequest request)
      throws IOException {
    String line = lines.next();
    if (line == null) {
      throw request.refuse("ends before " + what + "; the export is incomplete.");
    }
    try {
      return new BigDecimal(cells(line)[0]);
    } catch (NumberFormatException e) {
      throw headProblem(line, what, request);
    }
  }

  static RecordingException headProblem(String line, String what, ReadRequest request) {
    String shown = line.substring(0, Math.min(line.length(), 80));
    return request.refuse("begins with '" + shown + "' where " + what + " should be.");
  }

  /** Microseconds of a number of seconds. */
  static long micros(BigDecimal seconds) {
    return seconds.movePointRight(6).setScale(0, RoundingMode.HALF_EVEN).longValue();
  }
}
