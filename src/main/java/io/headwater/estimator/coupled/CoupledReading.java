package io.headwater.estimator.coupled;

import io.headwater.estimator.report.CrossVisibility;
import io.headwater.estimator.report.ExogenousLeak;
import io.headwater.estimator.report.Stationarity;
import io.headwater.estimator.report.SummaryRest;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What may be read off a modality. The first line that applies:
 *
 * <ol>
 *   <li>NONE: the other modalities predict nothing of its components.
 *   <li>UNDECIDED: that is not supported yet, nothing was solved, or the process moved.
 *   <li>BLOCK_ONLY: on a sphere, always; in a box, where any condition for components is refuted,
 *       of the modality or of a pair with it.
 *   <li>COMPONENT: all these are supported.
 *   <li>UNDECIDED.
 * </ol>
 */
final class CoupledReading {
  private static final Set<String> OF_THE_MODALITY =
      Set.of(
          UnmixingConditions.AT_MOST_ONE,
          UnmixingConditions.STABLE,
          UnmixingConditions.AXES,
          UnmixingConditions.INDEPENDENT,
          UnmixingConditions.SPECTRUM,
          ContrastConditions.EVEN,
          CrossVisibility.SMALLEST);

  /** Refuted they speak against components, but cannot always be tested. */
  private static final Set<String> IF_TESTED = Set.of(SummaryRest.NAME, ExogenousLeak.NAME);

  private CoupledReading() {}

  static ConditionFinding of(
      String name, boolean solved, boolean box, List<ConditionFinding> findings) {
    List<ConditionFinding> own = findings.stream().filter(f -> f.scope().equals(name)).toList();
    List<ConditionFinding> needed = new ArrayList<>();
    for (ConditionFinding finding : own) {
      if (OF_THE_MODALITY.contains(finding.condition())) {
        needed.add(finding);
      }
    }
    List<ConditionFinding> laws =
        findings.stream()
            .filter(f -> f.condition().equals(ContrastConditions.LAW))
            .filter(f -> List.of(f.scope().split(" & ")).contains(name))
            .toList();
    needed.addAll(laws);
    List<ConditionFinding> against =
        new ArrayList<>(needed.stream().filter(f -> f.status() == FindingStatus.REFUTED).toList());
    own.stream()
        .filter(f -> IF_TESTED.contains(f.condition()) && f.status() == FindingStatus.REFUTED)
        .forEach(against::add);
    ConditionFinding visible = one(own, CrossVisibility.CONNECTIVITY);
    boolean moved = one(own, Stationarity.NAME).status() == FindingStatus.REFUTED;
    boolean all = needed.stream().allMatch(f -> f.status() == FindingStatus.SUPPORTED);
    Verdict verdict = verdict(visible.status(), solved && !moved, box, against.isEmpty(), all);
    return new ConditionFinding(
        IdentifiabilityReport.SUMMARY,
        name,
        against.size(),
        0,
        visible.effectiveSamples(),
        switch (verdict) {
          case COMPONENT -> FindingStatus.SUPPORTED;
          case BLOCK_ONLY, NONE -> FindingStatus.REFUTED;
          case UNDECIDED -> FindingStatus.NOT_ENOUGH_DATA;
        },
        verdict + ": " + words(verdict, box, against, needed, visible, moved));
  }

  private static Verdict verdict(
      FindingStatus visible, boolean solved, boolean box, boolean nothingAgainst, boolean all) {
    if (visible == FindingStatus.REFUTED || visible == FindingStatus.NOT_TESTABLE) {
      return Verdict.NONE;
    }
    if (visible != FindingStatus.SUPPORTED || !solved) {
      return Verdict.UNDECIDED;
    }
    if (!box || !nothingAgainst) {
      return Verdict.BLOCK_ONLY;
    }
    return all ? Verdict.COMPONENT : Verdict.UNDECIDED;
  }

  private static ConditionFinding one(List<ConditionFinding> findings, String condition) {
    return findings.stream()
        .filter(f -> f.condition().equals(condition))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("No finding about '" + condition + "' was made."));
  }

  private static String words(
      Verdict verdict,
      boolean box,
      List<ConditionFinding> against,
      List<ConditionFinding> needed,
      ConditionFinding visible,
      boolean moved) {
    return switch (verdict) {
      case COMPONENT ->
          "single latents may be read, up to order, sign and scale, under the listed assumptions;"
              + " no direction between modalities";
      case BLOCK_ONLY ->
          box
              ? "read the latents of this modality as a space; refuted: " + listed(against)
              : "read the latents of this modality as a space, up to a rotation: a sphere has no axes";
      case NONE -> "nothing shared with another modality was found";
      case UNDECIDED -> {
        List<ConditionFinding> open = new ArrayList<>(needed);
        open.add(visible);
        open.removeIf(f -> f.status() == FindingStatus.SUPPORTED);
        yield "not decided: " + (moved ? "the process moved; " : "") + "open: " + listed(open);
      }
    };
  }

  private static String listed(List<ConditionFinding> findings) {
    return String.join("; ", findings.stream().map(f -> "'" + f.condition() + "'").toList());
  }
}
