package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.ArrayList;
import java.util.List;

/** Findings in an estimator's state. */
public final class FindingsCodec {
  /** Least size of a finding: four lengths, three numbers. */
  private static final int LEAST_BYTES = 40;

  private FindingsCodec() {}

  public static void write(StateWriter out, List<ConditionFinding> findings) {
    out.writeInt(findings.size());
    for (ConditionFinding finding : findings) {
      out.writeText(finding.condition());
      out.writeText(finding.scope());
      out.writeDouble(finding.statistic());
      out.writeDouble(finding.threshold());
      out.writeDouble(finding.effectiveSamples());
      out.writeText(finding.status().name());
      out.writeText(finding.consequence());
    }
  }

  public static List<ConditionFinding> read(StateReader in) {
    int count = in.readCount(LEAST_BYTES);
    List<ConditionFinding> findings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      findings.add(
          new ConditionFinding(
              in.readText(),
              in.readText(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              FindingStatus.valueOf(in.readText()),
              in.readText()));
    }
    return findings;
  }
}
