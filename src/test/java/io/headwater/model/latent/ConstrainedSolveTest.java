package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.graph.CausalEdge;
import io.headwater.model.latent.GraphConstraints.Link;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Brief solves of three modalities of one latent; what is declared must hold whatever is found. */
class ConstrainedSolveTest {
  private static final int ROWS = 600;
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final SolverSettings BRIEF =
      SolverSettings.streaming(400, 1)
          .withCouplings(0)
          .withSteps(20)
          .withReplicas(2)
          .withRefitSteps(2);

  @Test
  void aFixedOrderIsKeptAgainstTheData() {
    SolveResult result = solve(new GraphConstraints(List.of(2, 1, 0), List.of(), List.of()));
    assertThat(result.order().rank()).containsExactly(2, 1, 0);
    assertThat(result.model().edges(NAMES))
        .extracting(edge -> edge.source() + ">" + edge.target())
        .containsExactlyInAnyOrder("c.z0>b.z0", "c.z0>a.z0", "b.z0>a.z0");
  }

  @Test
  void forbiddenEdgesAreNoCandidates() {
    GraphConstraints apart =
        new GraphConstraints(List.of(0, 1), List.of(new Link(0, 1)), List.of());
    assertThat(solve(apart).model().edges(NAMES))
        .noneMatch(edge -> edge.source().equals("a.z0") && edge.target().equals("b.z0"));
  }

  @Test
  void aRequiredEdgeIsKeptThoughItGainsNothing() {
    // c is noise of its own, and still declared the cause of a.
    GraphConstraints idle = new GraphConstraints(List.of(), List.of(), List.of(new Link(2, 0)));
    List<CausalEdge> edges = solve(idle).model().edges(NAMES);
    assertThat(edges)
        .filteredOn(edge -> edge.source().equals("c.z0") && edge.target().equals("a.z0"))
        .singleElement()
        .satisfies(
            edge -> {
              assertThat(edge.selected()).isTrue();
              assertThat(edge.score()).isLessThan(BRIEF.minimumGain());
            });
  }

  @Test
  void whereCyclesAreAllowedLinksMayLeadBothWaysAndHaveNoDirection() {
    SolveResult result = solve(GraphConstraints.cyclic());
    List<CausalEdge> edges = result.model().edges(NAMES);
    assertThat(edges).hasSize(6).allMatch(edge -> Double.isNaN(edge.directionSupport()));
    assertThat(edges)
        .filteredOn(CausalEdge::selected)
        .extracting(edge -> edge.source() + ">" + edge.target())
        .contains("a.z0>b.z0", "b.z0>a.z0");
  }

  @Test
  void anAbsentModalityIsFilledFromItsEffectsOnlyWhereCyclesAreAllowed() {
    CodeSample whole = sample(200, 3);
    byte[][] present = new byte[3][200];
    Arrays.fill(present[1], (byte) 1);
    Arrays.fill(present[2], (byte) 1);
    CodeSample without =
        new CodeSample(200, whole.latents(), whole.exogenous(), whole.codes(), present);
    GraphConstraints forward = new GraphConstraints(List.of(0, 1, 2), List.of(), List.of());
    // a causes b: with an order, the absent a has no causes and the same mean in every window.
    assertThat(spread(solve(forward).model().prior(without).mean()[0])).isZero();
    assertThat(spread(solve(GraphConstraints.cyclic()).model().prior(without).mean()[0]))
        .isGreaterThan(0.1);
  }

  private static double spread(float[] values) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    return greatest - least;
  }

  @Test
  void aWarmStartInAForbiddenOrderIsTurned() {
    SolveResult free = solve(new GraphConstraints(List.of(0, 1, 2), List.of(), List.of()));
    GraphConstraints turned = new GraphConstraints(List.of(2, 1, 0), List.of(), List.of());
    SolveResult warm =
        LatentSolver.solve(sample(ROWS, 1), sample(200, 2), BRIEF, turned, free.model(), NAMES);
    assertThat(warm.order().rank()).containsExactly(2, 1, 0);
  }

  @Test
  void aRequiredEdgeNeedsSharedRows() {
    CodeSample sample = sample(ROWS, 1);
    byte[][] present = new byte[3][ROWS];
    for (int i = 0; i < ROWS; i++) {
      present[0][i] = (byte) (i < ROWS / 2 ? 1 : 0);
      present[1][i] = 1;
      present[2][i] = (byte) (i < ROWS / 2 ? 0 : 1);
    }
    CodeSample apart =
        new CodeSample(ROWS, sample.latents(), sample.exogenous(), sample.codes(), present);
    GraphConstraints required = new GraphConstraints(List.of(), List.of(), List.of(new Link(2, 0)));
    SolveResult result = LatentSolver.solve(apart, apart, BRIEF, required, null, NAMES);
    assertThat(result.solved()).isFalse();
    assertThat(result.shortfall()).contains("'c'", "'a'", "required", "0 rows");
  }

  @Test
  void requiredEdgesAreRefusedWhereAllEdgesAre() {
    GraphConstraints required = new GraphConstraints(List.of(), List.of(), List.of(new Link(0, 1)));
    assertThatThrownBy(
            () ->
                LatentSolver.solve(
                    sample(ROWS, 1),
                    sample(200, 2),
                    BRIEF.without(SolverSettings.Ablation.CROSS_EDGES),
                    required,
                    null,
                    NAMES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Edges are required");
  }

  private static SolveResult solve(GraphConstraints constraints) {
    return LatentSolver.solve(sample(ROWS, 1), sample(200, 2), BRIEF, constraints, null, NAMES);
  }

  /** b follows a; c is independent of both. */
  private static CodeSample sample(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] codes = new float[3][rows];
    for (int i = 0; i < rows; i++) {
      double a = random.nextGaussian();
      codes[0][i] = (float) a;
      codes[1][i] = (float) (0.8 * a + 0.6 * random.nextGaussian());
      codes[2][i] = (float) random.nextGaussian();
    }
    return CodeSample.complete(rows, new int[] {1, 1, 1}, codes);
  }
}
