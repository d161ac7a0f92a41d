package io.headwater.estimator.coupled;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.graph.Verdict;
import org.junit.jupiter.api.Test;

/**
 * The rows of coupled latents, short: few windows, few steps. {@link CoupledStudy} has them long.
 */
class CoupledRecoveryTest {
  private static final int WINDOWS = 3000;

  private static CoupledRun run(String row, int hidden, int refitSteps) {
    CoupledSettings settings =
        CoupledRun.settings(row).withHidden(hidden).withRefitSteps(refitSteps);
    return CoupledRun.of(row, 11, WINDOWS, 2, settings);
  }

  @Test
  void inABoxComponentsAreFoundAndCoupledWithTheirPartners() {
    CoupledRun run = run("l", 64, 1000);
    assertThat(run.mcc()).isGreaterThan(0.9).isGreaterThan(run.mccChance() + 0.15);
    assertThat(run.wrongCouplings()).isZero();
    assertThat(run.linearChance()).isLessThan(0.02);
  }

  @Test
  void onASphereTheSpaceIsFoundAndNoComponentClaimed() {
    CoupledRun run = run("ls", 32, 500);
    assertThat(run.linear()).isGreaterThan(0.85);
    assertThat(run.verdicts()).containsOnly(Verdict.BLOCK_ONLY);
    assertThat(run.rightCouplings() + run.wrongCouplings()).isZero();
  }

  @Test
  void ofModalitiesWithNothingInCommonNothingIsFoundAndNothingClaimed() {
    CoupledRun run = run("l-null", 32, 500);
    assertThat(run.mcc()).isLessThan(run.mccChance());
    assertThat(run.linear()).isLessThan(0.6);
    assertThat(run.verdicts()).doesNotContain(Verdict.COMPONENT, Verdict.BLOCK_ONLY);
    assertThat(run.rightCouplings() + run.wrongCouplings()).isZero();
  }
}
