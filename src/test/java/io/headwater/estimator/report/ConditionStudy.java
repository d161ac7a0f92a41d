package io.headwater.estimator.report;

import io.headwater.estimator.report.SyntheticEvidence.Law;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Measures false alarms and detections of the report over seeded draws of synthetic evidence, and
 * prints them. Run by hand: {@code ConditionStudy rows draws}.
 */
final class ConditionStudy {
  /** A kind of data and the one condition it violates; null when none. */
  record Kind(UnaryOperator<SyntheticEvidence> data, String violated) {}

  private ConditionStudy() {}

  static Map<String, Kind> satisfying() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("loop of 3, Laplace, changing size", new Kind(e -> e, null));
    kinds.put("the same, autocorrelated .6", new Kind(e -> e.autocorrelated(0.6), null));
    kinds.put("loop of 3, Laplace, constant size", new Kind(e -> e.noise(Law.LAPLACE, 0), null));
    kinds.put(
        "loop of 3, Gaussian, changing size", new Kind(e -> e.noise(Law.GAUSSIAN, 0.7), null));
    kinds.put("loop of 3, uniform", new Kind(e -> e.noise(Law.UNIFORM, 0), null));
    kinds.put(
        "two modalities, Laplace, linear",
        new Kind(e -> e.shape(2, 2).noise(Law.LAPLACE, 0).linear(), null));
    kinds.put("loop of 3, components turned by .15", new Kind(e -> e.blurred(0.15), null));
    kinds.put("eight modalities, Laplace", new Kind(e -> e.shape(8, 2), null));
    return kinds;
  }

  static Map<String, Kind> violating() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put(
        "two modalities, Gaussian, linear",
        new Kind(e -> e.shape(2, 3).noise(Law.GAUSSIAN, 0).linear(), NoiseVariability.ROTATION));
    kinds.put(
        "two modalities, Gaussian, curved",
        new Kind(e -> e.shape(2, 3).noise(Law.GAUSSIAN, 0), NoiseVariability.ROTATION));
    kinds.put(
        "loop of 3, Gaussian, linear",
        new Kind(e -> e.noise(Law.GAUSSIAN, 0).linear(), NoiseVariability.ROTATION));
    kinds.put(
        "dense links, Gaussian, constant size",
        new Kind(e -> e.noise(Law.GAUSSIAN, 0).dense(), SparsePattern.PATTERN));
    kinds.put("within edge .3", new Kind(e -> e.withinEdge(0.3), WithinIndependence.NAME));
    kinds.put(
        "private latent", new Kind(SyntheticEvidence::privateLatent, CrossVisibility.SMALLEST));
    kinds.put(
        "private latent (graph)", new Kind(SyntheticEvidence::privateLatent, SparsePattern.LINKED));
    kinds.put(
        "isolated modality", new Kind(e -> e.isolatedModality(), CrossVisibility.CONNECTIVITY));
    kinds.put("missing latent, leak .3", new Kind(e -> e.leak(0.3), ExogenousLeak.NAME));
    kinds.put(
        "hidden common cause .5", new Kind(e -> e.commonNoise(0.5), ExogenousIndependence.NAME));
    kinds.put("never together", new Kind(SyntheticEvidence::apart, Coverage.NAME));
    kinds.put("drift by .4 deviations", new Kind(e -> e.drift(0.4), Stationarity.NAME));
    kinds.put("latent lost", new Kind(e -> e.posterior(0.95), InvertibleMixing.NAME));
    kinds.put("restarts disagree", new Kind(e -> e.replicas(4, 0.85), ReplicaAgreement.NAME));
    return kinds;
  }

  /** Findings of the shape and the size of noise are facts, not conditions of their own. */
  static List<ConditionFinding> refuted(List<ConditionFinding> findings) {
    return findings.stream()
        .filter(f -> f.status() == FindingStatus.REFUTED)
        .filter(f -> !f.condition().equals(NoiseVariability.SHAPE))
        .filter(f -> !f.condition().equals(NoiseVariability.SIZE))
        .filter(f -> !f.condition().equals(IdentifiabilityReport.SUMMARY))
        .toList();
  }

  public static void main(String[] args) {
    int rows = Integer.parseInt(args[0]);
    int draws = Integer.parseInt(args[1]);
    System.out.printf("%d rows, %d draws each%n", rows, draws);
    satisfying().forEach((name, kind) -> print(name, kind, rows, draws));
    violating().forEach((name, kind) -> print(name, kind, rows, draws));
  }

  private static void print(String name, Kind kind, int rows, int draws) {
    int flagged = 0;
    Map<String, Integer> alarms = new TreeMap<>();
    Map<Verdict, Integer> verdicts = new TreeMap<>();
    for (int draw = 0; draw < draws; draw++) {
      Evidence evidence = kind.data.apply(SyntheticEvidence.of(draw, rows)).build();
      List<ConditionFinding> findings = Conditions.examine(evidence);
      List<ConditionFinding> refuted = refuted(findings);
      if (refuted.stream().anyMatch(f -> f.condition().equals(kind.violated))) {
        flagged++;
      } else if (kind.violated == null && !refuted.isEmpty()) {
        flagged++;
      }
      refuted.stream()
          .map(ConditionFinding::condition)
          .distinct()
          .filter(c -> !c.equals(kind.violated))
          .forEach(c -> alarms.merge(c, 1, Integer::sum));
      IdentifiabilityReport report = new IdentifiabilityReport(findings, List.of());
      for (ModalityEvidence m : evidence.modalities()) {
        verdicts.merge(report.verdict(m.name()), 1, Integer::sum);
      }
    }
    System.out.printf(
        "%-9s %-40s %5.1f %%  verdicts %s%s%n",
        kind.violated == null ? "alarm" : "detection",
        name,
        100.0 * flagged / draws,
        verdicts,
        alarms.isEmpty() ? "" : "  also refuted " + alarms);
  }
}
