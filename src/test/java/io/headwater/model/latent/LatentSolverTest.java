package io.headwater.model.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.graph.CausalEdge;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The solver on problems whose causes are known; chance levels are rotations of the truth. */
class LatentSolverTest {
  private static final int ROWS = 4000;
  private static final int HELD_OUT = 1000;
  private static final long SEED = 1;

  private static SolvedCase solvable;

  /** Short settings: a linear unmixing suffices for linearly mixed codes. */
  private static SolverSettings quick() {
    return SolverSettings.streaming(ROWS, SEED).withCouplings(0).withSteps(400);
  }

  private static SolvedCase twoModalities(double absent, SolverSettings settings) {
    SyntheticLatents truth = new SyntheticLatents(SyntheticLatents.Law.solvable(2, 2), SEED);
    return SolvedCase.solve(truth, SolvedCase.Mix.LINEAR, ROWS, HELD_OUT, absent, settings, SEED);
  }

  @BeforeAll
  static void solve() {
    solvable = twoModalities(0, quick());
  }

  @Test
  void findsTheComponentsOfHeteroscedasticNonGaussianLatents() {
    double chance = SolvedCase.chance(solvable.heldOutLatents(), 2, 2);
    assertThat(chance).isLessThan(0.93);
    assertThat(solvable.mcc()).isGreaterThan(0.98);
  }

  @Test
  void findsTheCrossModalEdges() {
    assertThat(solvable.skeletonErrors()).isZero();
  }

  @Test
  void reportsEvidenceForEveryPossibleEdge() {
    List<CausalEdge> edges = solvable.result().model().edges(SolvedCase.names(2));
    assertThat(edges).hasSize(4);
    assertThat(edges)
        .filteredOn(CausalEdge::selected)
        .hasSize(2)
        .allSatisfy(edge -> assertThat(edge.score()).isGreaterThan(0.05));
    assertThat(edges).allSatisfy(edge -> assertThat(edge.probability()).isBetween(0.0, 1.0));
  }

  @Test
  void explainsHeldOutRowsBetterThanWithoutCrossEdges() {
    SolvedCase alone = twoModalities(0, quick().without(SolverSettings.Ablation.CROSS_EDGES));
    assertThat(solvable.result().heldOutNll()).isLessThan(alone.result().heldOutNll() - 0.3);
    assertThat(alone.result().model().edges(SolvedCase.names(2))).isEmpty();
  }

  /** A linear map cannot fold onto one component as a bent one can: bends show it. */
  @Test
  void componentsAreLostWithoutTheDeterminant() {
    SolverSettings bent =
        SolverSettings.defaults(SEED).withReplicas(1).withSteps(200).withCouplings(2);
    SolvedCase whole = twoModalities(0, bent);
    SolvedCase lost = twoModalities(0, bent.without(SolverSettings.Ablation.DETERMINANT));
    assertThat(whole.mcc()).isGreaterThan(0.98);
    assertThat(lost.mcc()).isLessThan(SolvedCase.chance(lost.heldOutLatents(), 2, 2) + 0.03);
  }

  @Test
  void equallyGoodReplicasDisagreeWhereComponentsAreNotDetermined() {
    SyntheticLatents truth = new SyntheticLatents(SyntheticLatents.Law.linearGaussian(3), SEED);
    SolvedCase gaussian =
        SolvedCase.solve(truth, SolvedCase.Mix.LINEAR, ROWS, HELD_OUT, 0, quick(), SEED);
    assertThat(gaussian.result().goodReplicas()).isGreaterThan(1);
    assertThat(Arrays.stream(gaussian.result().agreement()).min().orElseThrow()).isLessThan(0.95);
  }

  @Test
  void solvesWithAFifthOfTheModalityRowsAbsent() {
    SolvedCase gaps = twoModalities(0.2, quick());
    assertThat(gaps.mcc()).isGreaterThan(0.97);
    assertThat(gaps.skeletonErrors()).isZero();
  }

  @Test
  void sameArgumentsGiveTheSameBits() {
    SolverSettings brief = quick().withSteps(30).withRefitSteps(5).withCouplings(2);
    byte[] first = twoModalities(0.1, brief).result().model().save();
    byte[] second = twoModalities(0.1, brief).result().model().save();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void garbageCollectionsBetweenForwardAndBackwardDoNotChangeTheBits() throws Exception {
    SolverSettings brief = quick().withSteps(10).withRefitSteps(1).withReplicas(2);
    byte[] calm = twoModalities(0, brief).result().model().save();
    AtomicBoolean done = new AtomicBoolean();
    Thread collector =
        new Thread(
            () -> {
              while (!done.get()) {
                System.gc();
                LockSupport.parkNanos(1_000_000);
              }
            });
    collector.start();
    byte[] stressed = twoModalities(0, brief).result().model().save();
    done.set(true);
    collector.join();
    assertThat(stressed).isEqualTo(calm);
  }

  @Test
  void anotherSeedGivesAnotherSearch() {
    SolverSettings brief = quick().withSteps(10).withRefitSteps(1);
    byte[] first = twoModalities(0, brief).result().model().save();
    byte[] second = twoModalities(0, brief.withSeed(2)).result().model().save();
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void aWarmStartLosesNothing() {
    SolverSettings settings = quick().withSteps(200).withReplicas(2);
    SolveResult warm =
        LatentSolver.solve(
            solvable.train(),
            solvable.heldOut(),
            settings,
            solvable.result().model(),
            SolvedCase.names(2));
    assertThat(warm.heldOutNll()).isLessThan(solvable.result().heldOutNll() + 0.05);
  }

  @Test
  void modalitiesMayHaveDifferentNumbersOfLatentsDownToOne() {
    SyntheticLatents truth = new SyntheticLatents(SyntheticLatents.Law.solvable(2, 3), SEED);
    double[][] z = truth.sample(1500);
    double[][] narrow = Arrays.stream(z).map(row -> Arrays.copyOf(row, 4)).toArray(double[][]::new);
    CodeSample all = Mixing.linear(narrow, new int[] {3, 1}, SEED);
    SolveResult result =
        LatentSolver.solve(
            Mixing.rows(all, 0, 1000),
            Mixing.rows(all, 1000, 1500),
            quick().withSteps(150).withCouplings(1),
            null,
            List.of("wide", "single"));
    assertThat(result.model().edges(List.of("wide", "single"))).hasSize(3);
    assertThat(result.model().transform(all)[1]).hasSize(1500);
    double independent = 4 * 0.5 * Math.log(2 * Math.PI * Math.E);
    assertThat(result.heldOutNll()).isLessThan(independent - 0.1);
  }

  @Test
  void saysWhatIsMissingWhenThereAreTooFewRows() {
    CodeSample few = Mixing.rows(solvable.train(), 0, 150);
    SolveResult result =
        LatentSolver.solve(few, solvable.heldOut(), quick(), null, List.of("sleep", "pulse"));
    assertThat(result.solved()).isFalse();
    assertThat(result.shortfall()).contains("'sleep'", "150", "200");
    assertThat(result.agreement()).containsOnly(Double.NaN);
  }

  @Test
  void refusesSamplesOfDifferentShape() {
    CodeSample other = CodeSample.complete(1, new int[] {1, 1}, new float[][] {{0}, {0}});
    assertThatThrownBy(
            () -> LatentSolver.solve(solvable.train(), other, quick(), null, SolvedCase.names(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2, 2]")
        .hasMessageContaining("[1, 1]");
  }
}
