package io.headwater.graph;

import java.util.List;
import java.util.Optional;

/**
 * What the data support so far, condition by condition (conditions after Sun et al. 2025, sections
 * 3 and 4).
 *
 * @param findings one line per condition and scope
 * @param assumptions what was taken for granted and cannot be tested here, as sentences
 */
public record IdentifiabilityReport(List<ConditionFinding> findings, List<String> assumptions) {
  /** The condition that sums up a modality; its consequence starts with the {@link Verdict}. */
  public static final String SUMMARY = "what may be read off";

  public IdentifiabilityReport {
    findings = List.copyOf(findings);
    assumptions = List.copyOf(assumptions);
  }

  /**
   * Sums up a scope of which the verdict alone is known: supported where anything may be read off.
   *
   * @param rows windows that it rests on
   */
  public static ConditionFinding reading(String scope, Verdict verdict, double rows, String why) {
    FindingStatus status =
        switch (verdict) {
          case COMPONENT, BLOCK_ONLY -> FindingStatus.SUPPORTED;
          case NONE -> FindingStatus.REFUTED;
          case UNDECIDED -> FindingStatus.NOT_ENOUGH_DATA;
        };
    return new ConditionFinding(
        SUMMARY, scope, Double.NaN, Double.NaN, rows, status, verdict + ": " + why);
  }

  /** What may be read off one modality; {@link Verdict#UNDECIDED} when the report does not say. */
  public Verdict verdict(String modality) {
    String words = summary(modality).map(ConditionFinding::consequence).orElse("");
    for (Verdict verdict : Verdict.values()) {
      if (words.startsWith(verdict + ":")) {
        return verdict;
      }
    }
    return Verdict.UNDECIDED;
  }

  /** The finding that sums up a modality, where the report has one. */
  public Optional<ConditionFinding> summary(String modality) {
    return findings.stream()
        .filter(f -> f.condition().equals(SUMMARY) && f.scope().equals(modality))
        .findFirst();
  }
}
