package io.headwater.estimator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.estimator.report.SyntheticEvidence.Law;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The report on evidence built to satisfy and to violate; rates over many draws: ConditionStudy.
 */
class ConditionsTest {
  private static final int ROWS = 1500;

  private static IdentifiabilityReport report(SyntheticEvidence evidence) {
    return new IdentifiabilityReport(Conditions.examine(evidence.build()), List.of());
  }

  private static ConditionFinding finding(
      IdentifiabilityReport report, String condition, String scope) {
    return report.findings().stream()
        .filter(f -> f.condition().equals(condition) && f.scope().equals(scope))
        .findFirst()
        .orElseThrow();
  }

  static Stream<String> satisfying() {
    return ConditionStudy.satisfying().keySet().stream();
  }

  static Stream<String> violating() {
    return ConditionStudy.violating().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("satisfying")
  void dataThatSatisfyAllConditionsRaiseNoAlarm(String kind) {
    SyntheticEvidence data = SyntheticEvidence.of(1001, ROWS);
    IdentifiabilityReport report = report(ConditionStudy.satisfying().get(kind).data().apply(data));
    assertThat(ConditionStudy.refuted(report.findings())).isEmpty();
    assertThat(report.verdict("m0")).isEqualTo(Verdict.COMPONENT);
  }

  @ParameterizedTest
  @MethodSource("violating")
  void dataThatViolateAConditionAreFlaggedAtThatCondition(String kind) {
    ConditionStudy.Kind violating = ConditionStudy.violating().get(kind);
    IdentifiabilityReport report =
        report(violating.data().apply(SyntheticEvidence.of(1002, 2 * ROWS)));
    assertThat(ConditionStudy.refuted(report.findings()))
        .extracting(ConditionFinding::condition)
        .contains(violating.violated());
  }

  @Test
  void agreeingRestartsDoNotRescueGaussianNoiseInLinearRelations() {
    IdentifiabilityReport report =
        report(
            SyntheticEvidence.of(3, ROWS)
                .shape(2, 3)
                .noise(Law.GAUSSIAN, 0)
                .linear()
                .replicas(6, 0.999));
    assertThat(report.verdict("m0")).isEqualTo(Verdict.BLOCK_ONLY);
    assertThat(finding(report, NoiseVariability.ROTATION, "m0").consequence())
        .startsWith("block")
        .contains("two modalities with one-to-one links");
  }

  @Test
  void gaussianNoiseInCurvedRelationsOfALoopCannotBeTested() {
    IdentifiabilityReport report = report(SyntheticEvidence.of(4, 4000).noise(Law.GAUSSIAN, 0));
    assertThat(finding(report, NoiseVariability.ROTATION, "m1").status())
        .isEqualTo(FindingStatus.NOT_TESTABLE);
  }

  @Test
  void gaussianNoiseOfChangingSizeForbidsRotations() {
    IdentifiabilityReport report = report(SyntheticEvidence.of(5, ROWS).noise(Law.GAUSSIAN, 0.7));
    assertThat(finding(report, NoiseVariability.SHAPE, "m1").status())
        .isEqualTo(FindingStatus.REFUTED);
    assertThat(finding(report, NoiseVariability.SIZE, "m1").status())
        .isEqualTo(FindingStatus.SUPPORTED);
    assertThat(finding(report, NoiseVariability.ROTATION, "m1").status())
        .isEqualTo(FindingStatus.SUPPORTED);
  }

  @Test
  void denseLinksAreForgivenWhenTheNoiseTellsComponentsApart() {
    IdentifiabilityReport report = report(SyntheticEvidence.of(6, ROWS).dense());
    assertThat(finding(report, SparsePattern.PATTERN, "m0").status())
        .isEqualTo(FindingStatus.NOT_TESTABLE);
  }

  @Test
  void withinEdgesBetweenTwoModalitiesLeaveComponentsUndetermined() {
    IdentifiabilityReport report =
        report(SyntheticEvidence.of(7, ROWS).shape(2, 2).withinEdgeOfFirst(0.5));
    assertThat(finding(report, WithinIndependence.NAME, "m0").consequence())
        .contains("components not determined");
    assertThat(report.verdict("m0")).isEqualTo(Verdict.BLOCK_ONLY);
    assertThat(finding(report, WithinIndependence.NAME, "m1").consequence())
        .as("the other has its axes from links to those")
        .contains("the noises of 'm0' depend");
    assertThat(report.verdict("m1")).isEqualTo(Verdict.BLOCK_ONLY);
  }

  @Test
  void componentsOfTwoModalitiesAreReadOnlyIfLinksWithinThemAreDeclaredAbsent() {
    assertThat(report(SyntheticEvidence.of(7, ROWS).shape(2, 2)).verdict("m0"))
        .isEqualTo(Verdict.COMPONENT);
    IdentifiabilityReport open = report(SyntheticEvidence.of(7, ROWS).shape(2, 2).undeclared());
    assertThat(open.verdict("m0")).isEqualTo(Verdict.UNDECIDED);
    assertThat(finding(open, WithinIndependence.NAME, "m0").consequence())
        .contains("declare estimator.graph.within: excluded");
  }

  @Test
  void aModalitySeenTogetherWithOneOtherOnlyIsLikeOneOfTwo() {
    IdentifiabilityReport report =
        report(SyntheticEvidence.of(7, ROWS).shape(3, 2).apart().undeclared());
    assertThat(finding(report, WithinIndependence.NAME, "m0").consequence())
        .contains("declare estimator.graph.within: excluded");
    assertThat(finding(report, WithinIndependence.NAME, "m2").status())
        .as("seen together with two others")
        .isEqualTo(FindingStatus.SUPPORTED);
  }

  @Test
  void latentsWithoutEffectsElsewhereAreReadOnlyIfLinksWithinAreDeclaredAbsent() {
    IdentifiabilityReport open = report(SyntheticEvidence.of(7, ROWS).shape(3, 2).undeclared());
    assertThat(finding(open, SiblingVisibility.NAME, "m1").status())
        .as("each latent has an effect of its own in m2")
        .isEqualTo(FindingStatus.SUPPORTED);
    assertThat(open.verdict("m0")).isEqualTo(Verdict.COMPONENT);
    assertThat(open.verdict("m1")).isEqualTo(Verdict.COMPONENT);
    assertThat(finding(open, SiblingVisibility.NAME, "m2").consequence())
        .contains("latents [0, 1]", "declare estimator.graph.within: excluded");
    assertThat(open.verdict("m2")).as("nothing follows it").isEqualTo(Verdict.UNDECIDED);
    IdentifiabilityReport declared = report(SyntheticEvidence.of(7, ROWS).shape(3, 2));
    assertThat(finding(declared, SiblingVisibility.NAME, "m2").consequence()).contains("declared");
    assertThat(declared.verdict("m2")).isEqualTo(Verdict.COMPONENT);
  }

  @Test
  void aLatentWhoseEffectsAreAllThoseOfASiblingIsNotRead() {
    IdentifiabilityReport report =
        report(SyntheticEvidence.of(7, ROWS).shape(3, 2).furtherLink(1, 0, 1).undeclared());
    assertThat(finding(report, SiblingVisibility.NAME, "m1").consequence())
        .as("the second causes m2.z1 alone, which the first causes, too")
        .contains("latents [1]");
    assertThat(report.verdict("m1")).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void effectsOfUnknownDirectionShowNothing() {
    IdentifiabilityReport report =
        report(SyntheticEvidence.of(7, ROWS).shape(3, 2).directionsUnknown().undeclared());
    assertThat(report.verdict("m0")).isEqualTo(Verdict.UNDECIDED);
    assertThat(report(SyntheticEvidence.of(7, ROWS).shape(3, 2).directionsUnknown()).verdict("m0"))
        .as("declared to have no links within")
        .isEqualTo(Verdict.COMPONENT);
  }

  @Test
  void aLatentWithoutEffectsIsMixedWithASiblingThatItIsLinkedTo() {
    IdentifiabilityReport report =
        report(SyntheticEvidence.of(7, ROWS).shape(3, 2).foundWithin(2).undeclared());
    assertThat(finding(report, SiblingVisibility.NAME, "m2").status())
        .isEqualTo(FindingStatus.REFUTED);
    assertThat(report.verdict("m2")).isEqualTo(Verdict.BLOCK_ONLY);
    assertThat(report.verdict("m1")).isEqualTo(Verdict.COMPONENT);
  }

  @Test
  void aLinkFoundWithinRefutesTheDeclarationThatThereAreNone() {
    IdentifiabilityReport report = report(SyntheticEvidence.of(7, ROWS).foundWithin(0));
    assertThat(finding(report, WithinIndependence.NAME, "m0").consequence())
        .contains("declares that there are none");
    assertThat(report.verdict("m0")).isEqualTo(Verdict.BLOCK_ONLY);
    assertThat(report.verdict("m1")).isEqualTo(Verdict.COMPONENT);
  }

  @Test
  void withinEdgesOfOneOfThreeModalitiesLeaveTheOthersToBeRead() {
    IdentifiabilityReport report = report(SyntheticEvidence.of(7, ROWS).withinEdgeOfFirst(0.5));
    assertThat(report.verdict("m0")).isEqualTo(Verdict.BLOCK_ONLY);
    assertThat(report.verdict("m1")).isEqualTo(Verdict.COMPONENT);
  }

  @Test
  void linksFoundWithinAModalityAreSaidAndLeaveItsAxesToSparseLinks() {
    IdentifiabilityReport report =
        report(SyntheticEvidence.of(7, ROWS).foundWithin(0).undeclared());
    assertThat(finding(report, WithinIndependence.NAME, "m0").status())
        .isEqualTo(FindingStatus.NOT_TESTABLE);
    assertThat(finding(report, WithinIndependence.NAME, "m1").status())
        .isEqualTo(FindingStatus.SUPPORTED);
    assertThat(report.verdict("m0")).isEqualTo(Verdict.COMPONENT);
  }

  @Test
  void noiseDoesNotForgiveDenseLinksWhereLatentsOfTheModalityAreLinked() {
    IdentifiabilityReport report =
        report(SyntheticEvidence.of(6, ROWS).dense().foundWithin(0).undeclared());
    assertThat(finding(report, SparsePattern.PATTERN, "m0").status())
        .isEqualTo(FindingStatus.REFUTED);
    assertThat(report.verdict("m0")).isEqualTo(Verdict.BLOCK_ONLY);
    assertThat(finding(report, SparsePattern.PATTERN, "m1").status())
        .isEqualTo(FindingStatus.NOT_TESTABLE);
  }

  @Test
  void independentNoisesAreCalledAWeakTest() {
    IdentifiabilityReport report = report(SyntheticEvidence.of(8, ROWS));
    assertThat(finding(report, WithinIndependence.NAME, "m0").consequence()).contains("weak test");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void componentsAreNotReadWhereExogenousComponentsCarryALittle(long seed) {
    IdentifiabilityReport report = report(SyntheticEvidence.of(seed, 1000).leak(0.3));
    assertThat(report.verdict("m0")).isNotEqualTo(Verdict.COMPONENT);
    assertThat(report.verdict("m2")).isEqualTo(Verdict.COMPONENT);
  }

  @Test
  void latentsAreABlockWhereTheOthersPredictWhatTheyLeave() {
    IdentifiabilityReport report = report(SyntheticEvidence.of(9, ROWS).rest(0.1, 0.01));
    assertThat(report.verdict("m0")).isEqualTo(Verdict.BLOCK_ONLY);
    assertThat(report.verdict("m1")).isEqualTo(Verdict.COMPONENT);
  }

  @Test
  void whatMayBeChanceInTheRestOrIsNotKnownLeavesComponentsUndecided() {
    assertThat(report(SyntheticEvidence.of(9, ROWS).rest(0.04, 0.02)).verdict("m0"))
        .isEqualTo(Verdict.UNDECIDED);
    assertThat(report(SyntheticEvidence.of(9, ROWS).restUnknown()).verdict("m0"))
        .isEqualTo(Verdict.UNDECIDED);
    assertThat(report(SyntheticEvidence.of(9, ROWS).rest(0.02, 0.004)).verdict("m0"))
        .as("below what counts, however sure")
        .isEqualTo(Verdict.COMPONENT);
  }

  @Test
  void aModalityThatSharesNothingIsReadAsNone() {
    IdentifiabilityReport report = report(SyntheticEvidence.of(9, ROWS).isolatedModality());
    assertThat(report.verdict("m2")).isEqualTo(Verdict.NONE);
    assertThat(report.verdict("m0")).isEqualTo(Verdict.COMPONENT);
  }

  @Test
  void aProcessThatMovedIsUndecided() {
    IdentifiabilityReport report = report(SyntheticEvidence.of(10, ROWS).drift(1));
    assertThat(report.verdict("m0")).isEqualTo(Verdict.UNDECIDED);
  }

  @ParameterizedTest
  @CsvSource({"2, 0.99", "4, 0.985"})
  void twoGoodRestartsAreTooFewForComponentsAndNearAgreementTooLittle(int good, double agree) {
    IdentifiabilityReport report = report(SyntheticEvidence.of(11, ROWS).replicas(good, agree));
    assertThat(finding(report, ReplicaAgreement.NAME, "m0").status())
        .isEqualTo(FindingStatus.NOT_ENOUGH_DATA);
    assertThat(report.verdict("m0")).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void axesLinkedOnlyToAxesThatRestartsDisagreeAboutAreNotRead() {
    IdentifiabilityReport two =
        report(SyntheticEvidence.of(13, ROWS).shape(2, 3).disagreement(1, 0.94));
    assertThat(finding(two, ReplicaAgreement.NAME, "m0").status())
        .isEqualTo(FindingStatus.SUPPORTED);
    assertThat(finding(two, NeighbourAgreement.NAME, "m0").status())
        .isEqualTo(FindingStatus.REFUTED);
    assertThat(two.verdict("m0")).isEqualTo(Verdict.BLOCK_ONLY);
    assertThat(two.verdict("m1")).isEqualTo(Verdict.BLOCK_ONLY);
    assertThat(finding(two, IdentifiabilityReport.SUMMARY, "m0").consequence())
        .contains(NeighbourAgreement.NAME);
  }

  @Test
  void axesLinkedOnlyToAxesThatRestartsNearlyAgreeAboutAreUndecided() {
    IdentifiabilityReport two =
        report(SyntheticEvidence.of(13, ROWS).shape(2, 3).disagreement(1, 0.965));
    assertThat(finding(two, ReplicaAgreement.NAME, "m0").status())
        .isEqualTo(FindingStatus.SUPPORTED);
    assertThat(two.verdict("m0")).isEqualTo(Verdict.UNDECIDED);
    assertThat(finding(two, IdentifiabilityReport.SUMMARY, "m0").consequence())
        .contains(NeighbourAgreement.NAME);
    assertThat(two.verdict("m1")).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void oneLinkedModalityWithDeterminedAxesIsEnough() {
    IdentifiabilityReport loop =
        report(SyntheticEvidence.of(14, ROWS).shape(3, 2).disagreement(1, 0.9));
    assertThat(loop.verdict("m0")).isEqualTo(Verdict.COMPONENT);
    assertThat(loop.verdict("m1")).isEqualTo(Verdict.BLOCK_ONLY);
    assertThat(loop.verdict("m2")).isEqualTo(Verdict.COMPONENT);
  }

  @Test
  void fiftyWindowsDecideNothing() {
    IdentifiabilityReport report = report(SyntheticEvidence.of(12, 50));
    assertThat(report.findings())
        .filteredOn(
            f ->
                f.condition().equals(CrossVisibility.CONNECTIVITY)
                    || f.condition().equals(NoiseVariability.ROTATION)
                    || f.condition().equals(WithinIndependence.NAME)
                    || f.condition().equals(Coverage.NAME))
        .extracting(ConditionFinding::status)
        .containsOnly(FindingStatus.NOT_ENOUGH_DATA);
    assertThat(report.verdict("m0")).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void oneModalityAloneIsReadAsNone() {
    IdentifiabilityReport report = report(SyntheticEvidence.of(13, ROWS).shape(1, 3));
    assertThat(report.verdict("m0")).isEqualTo(Verdict.NONE);
  }

  @Test
  void repeatedWindowsCountOnce() {
    Evidence fresh = SyntheticEvidence.of(14, ROWS).build();
    Evidence repeating = SyntheticEvidence.of(14, ROWS).autocorrelated(0.9).build();
    assertThat(coverage(repeating)).isLessThan(0.3 * coverage(fresh));
  }

  private static double coverage(Evidence evidence) {
    return new Coverage().examine(evidence).get(0).effectiveSamples();
  }

  @Test
  void noWordOfTheReportClaimsIdentification() {
    Stream.concat(
            ConditionStudy.satisfying().values().stream(),
            ConditionStudy.violating().values().stream())
        .map(kind -> report(kind.data().apply(SyntheticEvidence.of(15, 300))))
        .flatMap(report -> report.findings().stream())
        .forEach(
            f ->
                assertThat(f.condition() + f.consequence() + f.status())
                    .doesNotContainIgnoringCase("identified"));
  }
}
