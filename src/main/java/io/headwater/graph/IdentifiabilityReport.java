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
  public IdentifiabilityReport {
    findings = List.copyOf(findings);
    assumptions = List.copyOf(assumptions);
  }
}
