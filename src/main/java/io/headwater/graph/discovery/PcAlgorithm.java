package io.headwater.graph.discovery;

import io.headwater.graph.Cpdag;
import io.headwater.graph.MeekRules;
import java.util.List;

/**
 * The PC algorithm (Spirtes, Glymour and Scheines 2000, section 5.4.2) with the order-independent
 * skeleton of Colombo and Maathuis (2014): which causal graphs over observed columns the
 * independences in the data leave. Supposes no hidden common causes.
 *
 * <pre>{@code
 * Cpdag graph = PcAlgorithm.atLevel(.05).run(names, new FisherZ(columns, effectiveRows));
 * }</pre>
 *
 * @param alpha a pair is separated when a test's p-value is above this
 * @param mostGiven most variables held fixed at a time
 * @param conflict which of two contradictory v-structures wins
 */
public record PcAlgorithm(double alpha, int mostGiven, ColliderConflict conflict) {
  public PcAlgorithm {
    if (!(alpha > 0 && alpha < 1) || mostGiven < 0) {
      throw new IllegalArgumentException(
          "PC needs a level between 0 and 1 and a number of variables held fixed of at least 0; got %s and %d."
              .formatted(alpha, mostGiven));
    }
  }

  /** Any number held fixed; conflicts go by strength, which no order of variables decides. */
  public static PcAlgorithm atLevel(double alpha) {
    return new PcAlgorithm(alpha, Integer.MAX_VALUE, ColliderConflict.MOST_DEPENDENT_GIVEN_MIDDLE);
  }

  /** Without background knowledge. */
  public Cpdag run(List<String> nodes, IndependenceTest test) {
    return run(nodes, test, BackgroundKnowledge.none(nodes.size()));
  }

  /**
   * @param nodes names of the test's variables
   * @return edges that have a direction in all graphs left, and those that have not. With
   *     contradictory v-structures (finite samples) it may stand for no graph at all.
   */
  public Cpdag run(List<String> nodes, IndependenceTest test, BackgroundKnowledge knowledge) {
    if (nodes.size() != test.variables() || nodes.size() != knowledge.variables()) {
      throw new IllegalArgumentException(
          "%d names for a test over %d variables and knowledge of %d."
              .formatted(nodes.size(), test.variables(), knowledge.variables()));
    }
    RememberedTest remembered = new RememberedTest(test);
    Skeleton skeleton = Skeleton.of(remembered, alpha, mostGiven, knowledge);
    boolean[][] mark =
        java.util.Arrays.stream(skeleton.adjacent())
            .map(boolean[]::clone)
            .toArray(boolean[][]::new);
    knowledge.orient(mark);
    new Colliders(skeleton, remembered, knowledge).orient(mark, conflict);
    MeekRules.apply(mark);
    return new Cpdag(nodes, mark);
  }
}
