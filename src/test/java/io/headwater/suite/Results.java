package io.headwater.suite;

import java.util.List;

/** Made-up results for tests of tables and ledgers. */
final class Results {
  private Results() {}

  static RunKey key(String row, long seed) {
    return new RunKey(row, seed, "0123456789abcdef");
  }

  /** A run with the given score, distance and number of claimed modalities out of two. */
  static RunResult of(String row, long seed, double mcc, double shd, int claimed) {
    return new RunResult(
        key(row, seed),
        "sun",
        "test",
        3000,
        2000,
        new RunScores(
            .98,
            .97,
            mcc,
            mcc - .01,
            mcc - .02,
            .9,
            .99,
            .05,
            (mcc - .9) / .1,
            shd,
            shd,
            0,
            0,
            Double.NaN,
            2,
            3),
        new RunCounts(List.of(2, 2), List.of(2, 2)),
        new ReportVerdict(claimed, 2 - claimed, 0, 0),
        new RunSeconds(.5, 40, 2, 3));
  }
}
