package io.headwater.estimator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.estimator.count.LatentRest;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.model.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A block of two of three modalities, of which it is known how far its members agree. */
class SharedAlignmentTest {
  private static Evidence evidence(int rows, double error) {
    Evidence plain = SyntheticEvidence.of(1, rows).replicas(4, 0.99).build();
    double[][][] codes = new double[2][1][rows];
    float[] common = CounterRandom.gaussians(CounterRandom.at(1, 0, 0), rows, 1);
    for (int i = 0; i < 2; i++) {
      float[] own = CounterRandom.gaussians(CounterRandom.at(1, 1, i), rows, error);
      for (int r = 0; r < rows; r++) {
        codes[i][0][r] = common[r] + own[r];
      }
    }
    boolean[] all = new boolean[rows];
    Arrays.fill(all, true);
    List<ModalityEvidence> modalities = new ArrayList<>(plain.modalities());
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    double[] small = new double[rows];
    Arrays.fill(small, 0.1);
    modalities.add(
        new ModalityEvidence(
            "common",
            all,
            codes[0],
            new double[0][],
            codes[0],
            new double[][] {ones},
            small,
            ones,
            new double[] {0.1},
            LatentRest.Share.unknown(0),
            0.99));
    int nodes = plain.linked().length;
    boolean[][] linked = new boolean[nodes + 1][nodes + 1];
    for (int i = 0; i < nodes; i++) {
      System.arraycopy(plain.linked()[i], 0, linked[i], 0, nodes);
    }
    SharedEvidence block =
        new SharedEvidence(
            modalities.size() - 1, List.of("m0", "m1"), new boolean[][] {all, all}, codes);
    return new Evidence(
        plain.subjects(),
        plain.startMicros(),
        modalities,
        linked,
        linked,
        true,
        plain.goodReplicas(),
        List.of(block),
        plain.constraints());
  }

  private static ConditionFinding finding(Evidence evidence, String condition) {
    return Conditions.examine(evidence).stream()
        .filter(f -> f.scope().equals("common") && f.condition().equals(condition))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void agreeingMembersLetABlockOfOneBeReadThoughNothingElseSeesIt() {
    Evidence evidence = evidence(2000, 0.2);
    ConditionFinding alignment = finding(evidence, SharedAlignment.NAME);
    assertThat(alignment.status()).isEqualTo(FindingStatus.SUPPORTED);
    assertThat(alignment.statistic()).isCloseTo(1 / 1.04, within(0.02));
    assertThat(finding(evidence, IdentifiabilityReport.SUMMARY).consequence())
        .startsWith("COMPONENT");
  }

  @Test
  void membersThatOnlyCorrelateRefuteTheBlock() {
    Evidence evidence = evidence(2000, 0.8);
    ConditionFinding alignment = finding(evidence, SharedAlignment.NAME);
    assertThat(alignment.status()).isEqualTo(FindingStatus.REFUTED);
    assertThat(alignment.consequence()).contains("'m0' and 'm1' do not hold the same values");
    assertThat(finding(evidence, IdentifiabilityReport.SUMMARY).consequence())
        .startsWith("NONE: its members do not hold the same values");
  }

  @Test
  void fewWindowsDecideNothing() {
    assertThat(finding(evidence(60, 0.2), SharedAlignment.NAME).status())
        .isEqualTo(FindingStatus.NOT_ENOUGH_DATA);
  }

  @Test
  void readingsOfTheModalitiesAreNotMovedByABlockApart() {
    Evidence with = evidence(2000, 0.2);
    assertThat(Conditions.examine(with))
        .filteredOn(f -> f.scope().equals("common"))
        .noneMatch(f -> f.condition().equals(CrossVisibility.CONNECTIVITY));
    assertThat(Conditions.examine(with))
        .filteredOn(f -> f.condition().equals(CrossVisibility.CONNECTIVITY))
        .hasSize(3)
        .allMatch(f -> f.status() == FindingStatus.SUPPORTED);
  }
}
