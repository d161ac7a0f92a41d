package io.headwater.suite;

import io.headwater.graph.Verdict;

/**
 * What the report says of a modality beside what is true of it.
 *
 * @param modality name of the modality or shared block
 * @param verdict what the report lets a reader read off it
 * @param mcc mean correlation of its true components with the estimates that stand for them
 */
record ModalityReading(String modality, Verdict verdict, double mcc) {
  /**
   * Mean correlation from which components count as found: the least bar of the rows whose
   * components can be found. It is no proof: a random rotation of two components reaches it in four
   * of ten cases (angles below 18 of 45 degrees).
   */
  static final double FOUND = .95;

  boolean found() {
    return mcc >= FOUND;
  }

  boolean claimed() {
    return verdict == Verdict.COMPONENT;
  }
}
