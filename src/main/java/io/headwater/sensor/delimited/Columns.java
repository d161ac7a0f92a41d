package io.headwater.sensor.delimited;

import io.headwater.sensor.RecordingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The columns of a file by name; a name that occurs twice is addressed as {@code name#2}. */
record Columns(Path file, List<String> names) {
  Columns {
    names = List.copyOf(names);
  }

  /** Columns of a file without header: {@code 1, 2, …}. */
  static Columns numbered(Path file, int count) {
    return new Columns(file, IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList());
  }

  /**
   * Position of a column.
   *
   * @param purpose what it is wanted for, to be told when it is not there
   */
  int index(String name, String purpose) throws RecordingException {
    List<Integer> exact = positions(name);
    if (exact.size() == 1) {
      return exact.get(0);
    }
    if (exact.size() > 1) {
      throw new RecordingException(
          file,
          "has %d columns '%s'; say which one %s means, as in '%s#2'."
              .formatted(exact.size(), name, purpose, name));
    }
    int hash = name.lastIndexOf('#');
    if (hash > 0 && name.substring(hash + 1).matches("[1-9]\\d{0,3}")) {
      List<Integer> all = positions(name.substring(0, hash));
      int nth = Integer.parseInt(name.substring(hash + 1));
      if (nth <= all.size()) {
        return all.get(nth - 1);
      }
    }
    throw new RecordingException(
        file,
        "has no column '%s' for %s; it has %s."
            .formatted(
                name,
                purpose,
                names.stream().map(n -> "'" + n + "'").collect(Collectors.joining(", "))));
  }

  private List<Integer> positions(String name) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        found.add(i);
      }
    }
    return found;
  }
}
