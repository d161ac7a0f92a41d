package io.headwater.estimator.count;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows to fit and others to judge by. Those to judge by are a run of neighbours, so that few lie
 * next to one that was fitted.
 */
record Fold(int[] fitted, int[] judged) {
  private static final int FOLDS = 5;

  /** Each row is judged once. */
  static List<Fold> of(int[] rows) {
    return IntStream.range(0, FOLDS).mapToObj(fold -> of(rows, fold)).toList();
  }

  private static Fold of(int[] rows, int fold) {
    int from = (int) ((long) rows.length * fold / FOLDS);
    int to = (int) ((long) rows.length * (fold + 1) / FOLDS);
    int[] rest =
        IntStream.range(0, rows.length)
            .filter(r -> r < from || r >= to)
            .map(r -> rows[r])
            .toArray();
    return new Fold(rest, Arrays.copyOfRange(rows, from, to));
  }
}
