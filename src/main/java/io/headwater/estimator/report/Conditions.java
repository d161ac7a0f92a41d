package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import java.util.ArrayList;
import java.util.List;

/** The conditions that concern the system of Sun et al. and others, in the order of the report. */
public final class Conditions {
  private static final List<Condition> ALL =
      List.of(
          new InvertibleMixing(),
          new CrossVisibility(),
          new SharedAlignment(),
          new ExogenousLeak(),
          new SummaryRest(),
          new ExogenousIndependence(),
          new ReplicaAgreement(),
          new NeighbourAgreement(),
          new NoiseVariability(),
          new WithinIndependence(),
          new SiblingVisibility(),
          new Coverage(),
          new Stationarity());

  /** Those that need neither a causal model nor shared blocks: of any system with private parts. */
  private static final List<Condition> COMMON =
      List.of(
          new InvertibleMixing(),
          new CrossVisibility(),
          new ExogenousLeak(),
          new SummaryRest(),
          new ExogenousIndependence(),
          new Coverage(),
          new Stationarity());

  private Conditions() {}

  /** One finding per condition and modality or pair; no summary. */
  public static List<ConditionFinding> examineCommon(Evidence evidence) {
    return COMMON.stream().flatMap(condition -> condition.examine(evidence).stream()).toList();
  }

  /** The summary of each modality, then one finding per condition and modality or pair. */
  public static List<ConditionFinding> examine(Evidence evidence) {
    List<ConditionFinding> findings = new ArrayList<>();
    for (Condition condition : ALL) {
      findings.addAll(condition.examine(evidence));
    }
    List<ConditionFinding> report = new ArrayList<>();
    for (int m = 0; m < evidence.count(); m++) {
      report.add(ReadingRule.apply(evidence, m, findings));
    }
    report.addAll(findings);
    return List.copyOf(report);
  }
}
