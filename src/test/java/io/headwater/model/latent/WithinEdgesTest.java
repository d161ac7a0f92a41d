package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.graph.CausalEdge;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three modalities of two latents; in the first in causal order one latent causes the other. */
class WithinEdgesTest {
  private static final int MODALITIES = 3;
  private static final int ROWS = 4000;
  private static final int HELD_OUT = 1000;
  private static final long SEED = 1;

  private static SolvedCase solved;

  @BeforeAll
  static void solve() {
    SolverSettings settings = SolverSettings.streaming(ROWS, SEED).withCouplings(0).withSteps(800);
    SyntheticLatents truth =
        SyntheticLatents.withLinkWithin(SyntheticLatents.Law.solvable(MODALITIES, 2), SEED);
    solved = SolvedCase.solve(truth, SolvedCase.Mix.LINEAR, ROWS, HELD_OUT, 0, settings, SEED);
  }

  @Test
  void componentsAreFoundThoughTheyDependOnEachOther() {
    double[] agreement = solved.match().agreement();
    assertThat(SolvedCase.chance(solved.heldOutLatents(), MODALITIES, 2)).isLessThan(0.93);
    assertThat(Arrays.stream(agreement).min().orElseThrow())
        .as("of all %s", Arrays.toString(agreement))
        .isGreaterThan(0.97);
  }

  @Test
  void theLinkWithinIsFoundAndNoOther() {
    int roots =
        IntStream.range(0, MODALITIES)
            .filter(m -> solved.truth().rank()[m] == 0)
            .findFirst()
            .orElseThrow();
    assertThat(within())
        .singleElement()
        .satisfies(
            edge -> {
              assertThat(edge.source()).startsWith("m" + roots + ".");
              assertThat(edge.selected()).isTrue();
              assertThat(edge.score()).isGreaterThan(0.05);
              assertThat(edge.directionSupport()).as("says nothing of direction").isNaN();
              assertThat(edge.probability()).as("its gate was held open").isNaN();
            });
  }

  private static List<CausalEdge> within() {
    return solved.result().model().edges(SolvedCase.names(MODALITIES)).stream()
        .filter(edge -> modality(edge.source()).equals(modality(edge.target())))
        .toList();
  }

  private static String modality(String node) {
    return node.substring(0, node.indexOf('.'));
  }
}
