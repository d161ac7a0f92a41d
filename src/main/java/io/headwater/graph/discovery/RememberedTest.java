package io.headwater.graph.discovery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Asks a test only once for the same pair and the same variables held fixed. */
final class RememberedTest {
  private record Question(int x, int y, List<Integer> given) {}

  private final IndependenceTest test;
  private final Map<Question, Double> answers = new HashMap<>();

  RememberedTest(IndependenceTest test) {
    this.test = test;
  }

  int variables() {
    return test.variables();
  }

  /**
   * @param given in any order
   */
  double pValue(int x, int y, List<Integer> given) {
    Question question =
        new Question(Math.min(x, y), Math.max(x, y), given.stream().sorted().toList());
    return answers.computeIfAbsent(
        question,
        q -> test.pValue(q.x, q.y, q.given.stream().mapToInt(Integer::intValue).toArray()));
  }

  /** The variables for which a condition holds, ascending. */
  static List<Integer> where(int variables, java.util.function.IntPredicate condition) {
    return IntStream.range(0, variables).filter(condition).boxed().toList();
  }
}
