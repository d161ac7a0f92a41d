package io.headwater.sensor.delimited;

import io.headwater.sensor.RecordingException;
import io.headwater.sensor.source.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks through a Headwater CSV file once: who is in it, and whether all rows together are in time
 * order. A file sorted by subject is not; it is then read once per subject, so that the subjects
 * can be merged by time.
 *
 * @param subjects first cells in order of appearance
 * @param timeOrdered whether no row is earlier than a row before it
 */
public record CsvSubjects(List<String> subjects, boolean timeOrdered) {
  public CsvSubjects {
    subjects = List.copyOf(subjects);
  }

  public static CsvSubjects of(Path file) throws IOException {
    Set<String> subjects = new LinkedHashSet<>();
    boolean ordered = true;
    long latest = Long.MIN_VALUE;
    try (TextLines lines = TextLines.open(file)) {
      lines.next(); // header
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          subjects.add(HeadwaterCsv.subject(line));
          long time = time(line, latest);
          ordered &= time >= latest;
          latest = Math.max(latest, time);
        }
      }
    } catch (RecordingException broken) {
      // the reader meets the same damage, and tells of it after what came before
      return new CsvSubjects(List.copyOf(subjects), ordered);
    }
    return new CsvSubjects(List.copyOf(subjects), ordered);
  }

  /** Time of a line; that of the line before when it has none, for it will be rejected later. */
  private static long time(String line, long otherwise) {
    String[] cells = line.split(",", 3);
    try {
      return cells.length < 3 ? otherwise : HeadwaterCsv.micros(cells[1].trim());
    } catch (BadRow e) {
      return otherwise;
    }
  }
}
