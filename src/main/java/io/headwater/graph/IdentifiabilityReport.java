package io.headwater.graph;

import java.util.List;

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

  /** What may be read off one modality; {@link Verdict#UNDECIDED} when the report does not say. */
  public Verdict verdict(String modality) {
    for (ConditionFinding finding : findings) {
      if (finding.condition().equals(SUMMARY) && finding.scope().equals(modality)) {
        for (Verdict verdict : Verdict.values()) {
          if (finding.consequence().startsWith(verdict + ":")) {
            return verdict;
          }
        }
      }
    }
    return Verdict.UNDECIDED;
  }
}
