package io.headwater.suite;

import io.headwater.graph.Verdict;
import java.util.List;

/** Made-up results for tests of tables and ledgers. */
final class Results {
  private Results() {}

  static RunKey key(String row, long seed) {
    return new RunKey(row, SuiteRow.FIRST, seed, "0123456789abcdef");
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
            .96,
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
        null,
        null,
        new RunCounts(List.of(2, 2), List.of(2, 2)),
        new ReportVerdict(claimed, 2 - claimed, 0, 0),
        List.of(reading("m0", claimed > 0, mcc), reading("m1", claimed > 1, mcc)),
        new RunSeconds(.5, 40, 2, 3));
  }

  /** A run that is scored otherwise than in blocks. */
  static RunResult scored(
      String row, String estimator, long seed, NodeScores nodes, MembershipScores membership) {
    return new RunResult(
        new RunKey(row, estimator, seed, "0123456789abcdef"),
        estimator,
        "test",
        3000,
        2000,
        RunScores.none(),
        nodes,
        membership,
        null,
        new ReportVerdict(1, 0, 0, 0),
        null,
        new RunSeconds(.5, 40, 2, 3));
  }

  private static ModalityReading reading(String modality, boolean claimed, double mcc) {
    return new ModalityReading(modality, claimed ? Verdict.COMPONENT : Verdict.BLOCK_ONLY, mcc);
  }
}
