package io.headwater.graph.discovery;

/** Which of two v-structures wins when both claim an edge with opposite directions. */
public enum ColliderConflict {
  /** The one found last, in order of (middle, ends). Depends on the order of the variables. */
  LAST,
  /** The one found first, in order of (middle, ends). Depends on the order of the variables. */
  FIRST,
  /**
   * The one whose ends the middle makes most dependent: smallest greatest p-value of the ends'
   * tests given the middle.
   */
  MOST_DEPENDENT_GIVEN_MIDDLE,
  /**
   * The one whose ends are most surely independent without the middle: greatest greatest p-value of
   * the ends' tests not given the middle.
   */
  MOST_INDEPENDENT_WITHOUT_MIDDLE
}
