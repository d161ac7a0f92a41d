package io.headwater.graph;

/** What the data say of one identifiability condition. There is deliberately no "identified". */
public enum FindingStatus {
  SUPPORTED,
  NOT_TESTABLE,
  REFUTED,
  NOT_ENOUGH_DATA
}
