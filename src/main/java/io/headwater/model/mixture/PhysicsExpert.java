package io.headwater.model.mixture;

import ai.djl.ndarray.NDArray;
import io.headwater.model.Scalars;
import java.util.List;

/**
 * A decoder that is a formula: what a component of the mixture predicts of a modality is a curve
 * over its grid with a few parameters that mean something. Every component has parameters of its
 * own; their constraints hold by construction.
 *
 * <p>To add one, name its parameters and write the curve, then give it a word in {@link
 * PhysicsFormula}.
 */
public interface PhysicsExpert {

  /** What values a parameter may have, and how a free number becomes one. */
  enum Constraint {
    /** Any number. */
    FREE,
    /** Over 0, by a softplus. */
    POSITIVE,
    /** Within the curve, from {@value #MARGIN} of its length to as much before its end. */
    WITHIN
  }

  /** What a parameter is measured in. */
  enum Unit {
    /** None, or lengths of the curve. */
    PLAIN,
    /** The unit of the modality: the formula works in multiples of its deviation. */
    AMPLITUDE,
    /** The same, counted from its mean. */
    LEVEL
  }

  /** A place within the curve keeps this far from its ends, so that slopes stay finite. */
  double MARGIN = 0.05;

  /**
   * A parameter of the curve.
   *
   * @param start where every component begins, before the unit: over 0 for {@link
   *     Constraint#POSITIVE}, between margins for {@link Constraint#WITHIN}
   */
  record Parameter(String name, Constraint constraint, Unit unit, double start) {}

  List<Parameter> parameters();

  /**
   * The curves of all components.
   *
   * @param values per parameter (component, 1), constrained, in units of the modality
   * @param time (1, cell) from 0 to 1 along the grid
   * @return (component, cell), in units of the modality
   */
  NDArray curve(NDArray[] values, NDArray time, Scalars scalars);
}
