package io.headwater.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Which rows follow each other in time: runs of rows of one subject, each row {@code [start[r],
 * start[r + 1])}.
 *
 * @param start first row of each run, then the number of rows; ascending
 */
public record Runs(int[] start) {
  public Runs {
    boolean ascending = start.length >= 2 && start[0] == 0;
    for (int r = 1; r < start.length; r++) {
      ascending &= start[r] > start[r - 1];
    }
    if (!ascending) {
      throw new IllegalArgumentException(
          "Runs start at row 0 and ascend; got %s.".formatted(java.util.Arrays.toString(start)));
    }
    start = start.clone();
  }

  @Override
  public int[] start() {
    return start.clone();
  }

  /** All rows in one series. */
  public static Runs single(int rows) {
    return new Runs(new int[] {0, rows});
  }

  /** A new run wherever the subject of neighbouring rows differs; rows of one in time order. */
  public static Runs bySubject(List<String> subjects) {
    List<Integer> start = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      if (i == 0 || !subjects.get(i).equals(subjects.get(i - 1))) {
        start.add(i);
      }
    }
    start.add(subjects.size());
    return new Runs(start.stream().mapToInt(Integer::intValue).toArray());
  }

  public int count() {
    return start.length - 1;
  }

  public int rows() {
    return start[start.length - 1];
  }

  /** First row of a run; for the number of runs, the number of rows. */
  int first(int run) {
    return start[run];
  }

  int length(int run) {
    return start[run + 1] - start[run];
  }
}
