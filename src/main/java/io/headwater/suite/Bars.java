package io.headwater.suite;

import java.util.ArrayList;
import java.util.List;

/** The bars of each row of the identification suite. */
final class Bars {
  /** Score that counts as components found where the theory says they can be. */
  private static final double FOUND = .97;

  private static final double FOUND_HARD = .93;
  private static final double FOUND_SHARED = .95;

  /** Eight of ten seeds. */
  private static final double MOST_SEEDS = .8;

  private static final double THREE_MINUTES = 180;

  /** A twentieth of the nine components that could be called shared. */
  private static final double FALSE_PAIRS = .45;

  /** Within .05 of many epochs in any order, for no score is above 1. */
  private static final double IN_ANY_ORDER = .95;

  /** What a method that sees nothing may have right now and then. */
  private static final double BY_LUCK = .05;

  private Bars() {}

  /** The bars of an estimator on a row; none for estimators that are only compared with. */
  static List<Bar> of(String row, String estimator) {
    return switch (estimator) {
      case SuiteRow.FIRST -> of(row);
      case "coupled" -> ofCoupled(row);
      case "mixture" -> ofMixture(row);
      case "shared" -> ofShared(row);
      default -> List.of();
    };
  }

  private static List<Bar> ofCoupled(String row) {
    return switch (row) {
      case "l" -> List.of(Bar.meanAtLeast(Measure.MCC, FOUND_SHARED));
      case "l-by-subject" -> List.of(Bar.meanAtLeast(Measure.MCC, IN_ANY_ORDER));
      case "l-normal" -> List.of(Bar.meanAtLeast(Measure.MCC, .85));
      case "ls" ->
          List.of(Bar.meanAtLeast(Measure.LINEAR_R2, .95), Bar.greatestAtMost(Measure.CLAIMED, 0));
      case "l-null", "ls-null" -> atChance();
      default -> List.of();
    };
  }

  private static List<Bar> ofMixture(String row) {
    Bar links = Bar.share(Measure.SKELETON_ERRORS, 0, MOST_SEEDS);
    return switch (row) {
      case "w", "w-formula", "w-missing" ->
          List.of(Bar.meanAtLeast(Measure.NODE_ACCURACY, FOUND_SHARED), links);
      case "w-by-subject" -> List.of(Bar.meanAtLeast(Measure.NODE_ACCURACY, IN_ANY_ORDER), links);
      case "w-independent" -> List.of(links);
      case "w-blob", "w-shuffled" -> List.of(Bar.greatestAtMost(Measure.CLAIMED, 0));
      default -> List.of();
    };
  }

  private static List<Bar> ofShared(String row) {
    Bar noneFalse = Bar.greatestAtMost(Measure.FALSE_PAIRS, 0);
    return switch (row) {
      case "b-two",
          "b-three",
          "b-four",
          "b-yao",
          "b-yao-gauss",
          "b-yao-noise",
          "b-all",
          "b-tall",
          "b-linked",
          "b-reversed",
          "b-dense" ->
          List.of(Bar.meanAtLeast(Measure.F1, .9));
      case "b-two-by-subject", "b-yao-by-subject" ->
          List.of(Bar.meanAtLeast(Measure.F1, IN_ANY_ORDER));
      case "b-none", "b-shuffled" -> List.of(noneFalse);
      case "b-rank" -> List.of(Bar.greatestAtMost(Measure.CLAIMED_AT_ALL, 0));
      case "b-codes", "b-codes-all" -> List.of(Bar.meanAtLeast(Measure.EXACT, .95));
      case "b-codes-none" -> List.of(Bar.meanAtMost(Measure.FALSE_PAIRS, FALSE_PAIRS));
      case "b-codes-marginal" -> List.of(Bar.meanAtMost(Measure.EXACT, BY_LUCK));
      default -> List.of();
    };
  }

  /** The bars of a row; empty for a row that is only shown. */
  static List<Bar> of(String row) {
    List<Bar> bars = new ArrayList<>();
    switch (row) {
      case "s1", "s2", "s3" -> {
        bars.addAll(found());
        bars.add(Bar.share(Measure.SHD, 0, MOST_SEEDS));
        bars.add(Bar.greatestAtMost(Measure.SECONDS, THREE_MINUTES));
      }
      case "s5", "s6", "s8" -> {
        bars.addAll(found());
        bars.add(Bar.greatestAtMost(Measure.SHD, 2));
      }
      case "s-plus", "s-plus-20" -> {
        bars.addAll(found());
        bars.add(Bar.leastAtLeast(Measure.MCC, FOUND_HARD));
        bars.add(Bar.share(Measure.SHD, 2, MOST_SEEDS));
      }
      case "s-minus" -> {
        bars.add(Bar.meanAtLeast(Measure.BLOCK_R2, .95));
        bars.addAll(atChance());
      }
      case "k-s3", "k-s-plus" -> bars.add(Bar.share(Measure.MISCOUNTED, 0, MOST_SEEDS));
      case "dense", "null" -> bars.addAll(atChance());
      case "sm", "sm-chain" -> {
        bars.add(Bar.meanAtLeast(Measure.BLOCK_R2, .95));
        bars.add(Bar.meanAtLeast(Measure.MCC, FOUND_HARD));
      }
      default -> bars.addAll(ofFamily(row));
    }
    return bars;
  }

  private static List<Bar> ofFamily(String row) {
    return switch (row) {
      case "sc-within", "sc-across", "shared-2", "shared-3", "ss-50", "ss-75" ->
          List.of(Bar.meanAtLeast(Measure.MCC, FOUND_SHARED));
      case "sw-within-4", "sw-uniform", "sw-noise", "sw-curved" ->
          List.of(Bar.meanAtLeast(Measure.MCC, FOUND_HARD));
      case "ss-00", "sw-within-2" -> List.of(Bar.greatestAtMost(Measure.CLAIMED, 0));
      default -> List.of();
    };
  }

  private static List<Bar> found() {
    return List.of(Bar.meanAtLeast(Measure.BLOCK_R2, FOUND), Bar.meanAtLeast(Measure.MCC, FOUND));
  }

  /** A score above chance would be a leak, and the report must not claim components. */
  private static List<Bar> atChance() {
    return List.of(Bar.meanAtMost(Measure.ABOVE_CHANCE, 0), Bar.greatestAtMost(Measure.CLAIMED, 0));
  }
}
