package io.headwater.estimator.partial;

import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.network.Codes;
import io.headwater.estimator.report.Measured;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.LatentNode;
import io.headwater.graph.Verdict;
import io.headwater.model.sharing.MatchedPair;
import io.headwater.model.sharing.Membership;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The conditions of Benhamza et al. that a stream can check: rank, non-overlap, no edges from
 * specific to shared latents, coverage of pairs; the membership with its grey zone; and what may be
 * read off each modality.
 */
final class SharingReport {
  static final String RANK = "codes fill as many dimensions as there are latents (full rank)";
  static final String VISIBLE = "every component shows in its modality";
  static final String NON_OVERLAP =
      "some other modality shares nothing with this one (non-overlap)";
  static final String COVERAGE = "windows with both modalities (coverage)";
  static final String MEMBERSHIP = "components of both that are one latent";

  /** Share of a component's variance that its modality must show. */
  static final double LEAST_RELIABILITY = 0.5;

  /** A code that lost a dimension measures a whole one less; full ones missed at most .12. */
  private static final double DIMENSION_TOLERANCE = 0.5;

  /** Beyond, the estimate's own bias is as large as a missing dimension. */
  private static final int MOST_TESTED = 6;

  private final PartialStage stage;
  private final Codes heldOut;
  private final PartialSettings settings;
  private final double maskGain;
  private final double[] dimensions;
  private final Membership membership;

  /**
   * @param dimensions intrinsic dimension of each modality's components
   * @param maskGain what edges from specific to shared latents would gain; NaN when not asked
   */
  SharingReport(
      PartialStage stage,
      Codes heldOut,
      PartialSettings settings,
      double[] dimensions,
      double maskGain) {
    this.stage = stage;
    this.dimensions = dimensions.clone();
    this.heldOut = heldOut;
    this.settings = settings;
    this.maskGain = maskGain;
    membership = stage.maps().membership();
  }

  /** Before anything was decided. */
  static List<ConditionFinding> undecided(List<ModalityShape> shapes) {
    return shapes.stream()
        .map(
            shape ->
                IdentifiabilityReport.reading(
                    shape.name(), Verdict.UNDECIDED, 0, "membership was not decided yet"))
        .toList();
  }

  List<ConditionFinding> findings() {
    List<ConditionFinding> findings = new ArrayList<>();
    int count = stage.shapes().size();
    for (int m = 0; m < count; m++) {
      findings.add(reading(m));
    }
    for (int m = 0; m < count; m++) {
      findings.add(rank(m));
      findings.add(visibility(m));
      findings.add(nonOverlap(m));
    }
    for (int m = 0; m < count; m++) {
      for (int n = m + 1; n < count; n++) {
        findings.add(coverage(m, n));
        findings.add(shared(m, n));
      }
    }
    membership.grey().forEach(pair -> findings.add(grey(pair)));
    findings.add(DirectionCondition.of(maskGain, stage.graph(), heldOut.rows()));
    return findings;
  }

  private ConditionFinding reading(int m) {
    String name = stage.shapes().get(m).name();
    int rows = rows(m, m);
    if (rows < Measured.FEWEST_EFFECTIVE) {
      return IdentifiabilityReport.reading(
          name, Verdict.UNDECIDED, rows, "too few held-out windows");
    }
    if (!fullRank(m)) {
      return IdentifiabilityReport.reading(
          name,
          Verdict.NONE,
          rows,
          "its data have fewer dimensions than it has latents, or hide one: the number of latents is too high");
    }
    List<MatchedPair> doubtful =
        membership.grey().stream().filter(p -> p.first() == m || p.second() == m).toList();
    if (!doubtful.isEmpty()
        || membership.refused().stream().anyMatch(p -> p.first() == m || p.second() == m)) {
      return IdentifiabilityReport.reading(
          name,
          Verdict.UNDECIDED,
          rows,
          "%d pairs are shared or strongly coupled".formatted(doubtful.size()));
    }
    int alone = 0;
    int shared = 0;
    for (int k = 0; k < stage.shapes().get(m).latents(); k++) {
      int slot = membership.slotOf(m, k);
      int block = stage.maps().layout().blockOf(slot);
      if (stage.maps().layout().shared(block)) {
        shared++;
        alone += stage.maps().layout().slots()[block].length == 1 ? 1 : 0;
      }
    }
    if (shared == 0) {
      return IdentifiabilityReport.reading(
          name, Verdict.NONE, rows, "it shares no latent with any other modality");
    }
    if (alone == stage.shapes().get(m).latents()) {
      return IdentifiabilityReport.reading(
          name, Verdict.COMPONENT, rows, "each latent is the only one of its set of modalities");
    }
    return IdentifiabilityReport.reading(
        name,
        Verdict.BLOCK_ONLY,
        rows,
        "%d of %d latents are shared, %d of them alone in their set of modalities; the others are known as blocks"
            .formatted(shared, stage.shapes().get(m).latents(), alone));
  }

  private double leastReliability(int m) {
    return Arrays.stream(stage.maps().reliability()[m]).min().orElseThrow();
  }

  private FindingStatus rankStatus(int m) {
    int latents = stage.shapes().get(m).latents();
    if (latents > MOST_TESTED) {
      return FindingStatus.NOT_TESTABLE;
    }
    if (Double.isNaN(dimensions[m])) {
      return FindingStatus.NOT_ENOUGH_DATA;
    }
    return dimensions[m] >= latents - DIMENSION_TOLERANCE
        ? FindingStatus.SUPPORTED
        : FindingStatus.REFUTED;
  }

  private boolean visible(int m) {
    return leastReliability(m) >= LEAST_RELIABILITY;
  }

  private boolean fullRank(int m) {
    return visible(m) && rankStatus(m) != FindingStatus.REFUTED;
  }

  private ConditionFinding rank(int m) {
    FindingStatus status = rankStatus(m);
    return new ConditionFinding(
        RANK,
        stage.shapes().get(m).name(),
        dimensions[m],
        stage.shapes().get(m).latents() - DIMENSION_TOLERANCE,
        rows(m, m),
        status,
        switch (status) {
          case SUPPORTED -> "component: intrinsic dimension of the code, by nearest neighbours";
          case REFUTED -> "none: the number of latents is too high";
          case NOT_TESTABLE -> "component: too many latents for this measure";
          case NOT_ENOUGH_DATA -> "component: too few different windows";
        });
  }

  private ConditionFinding visibility(int m) {
    return new ConditionFinding(
        VISIBLE,
        stage.shapes().get(m).name(),
        leastReliability(m),
        LEAST_RELIABILITY,
        rows(m, m),
        visible(m) ? FindingStatus.SUPPORTED : FindingStatus.REFUTED,
        visible(m)
            ? "component: the weakest component shows this share of its variance"
            : "none: the number of latents is too high, or one of them cannot be seen here");
  }

  private ConditionFinding nonOverlap(int m) {
    boolean partner = false;
    for (int n = 0; n < stage.shapes().size(); n++) {
      partner |= n != m && !membership.overlap(m, n);
    }
    return new ConditionFinding(
        NON_OVERLAP,
        stage.shapes().get(m).name(),
        partner ? 1 : 0,
        1,
        rows(m, m),
        partner ? FindingStatus.SUPPORTED : FindingStatus.REFUTED,
        partner
            ? "component: the specific part is within the theorem"
            : "block: the specific part of this modality is not covered by the theorem");
  }

  private ConditionFinding coverage(int m, int n) {
    int rows = rows(m, n);
    boolean enough = rows >= Measured.FEWEST_EFFECTIVE;
    return new ConditionFinding(
        COVERAGE,
        scope(m, n),
        rows,
        Measured.FEWEST_EFFECTIVE,
        rows,
        enough ? FindingStatus.SUPPORTED : FindingStatus.NOT_ENOUGH_DATA,
        enough
            ? "block: %d held-out windows have both".formatted(rows)
            : "none between these two: too few windows with both to say what they share");
  }

  /** How many components of two modalities are one latent, and how far apart the worst are. */
  private ConditionFinding shared(int m, int n) {
    int count = 0;
    for (Membership.Slot slot : membership.slots()) {
      count += slot.in(m) && slot.in(n) ? 1 : 0;
    }
    boolean enough = rows(m, n) >= Measured.FEWEST_EFFECTIVE;
    return new ConditionFinding(
        MEMBERSHIP,
        scope(m, n),
        count,
        Double.NaN,
        rows(m, n),
        enough ? FindingStatus.SUPPORTED : FindingStatus.NOT_ENOUGH_DATA,
        "block: %d components of each are one latent, up to noise and to links of a correlation above %.2f"
            .formatted(count, 1 - settings.rule().kappa()));
  }

  private ConditionFinding grey(MatchedPair pair) {
    return new ConditionFinding(
        PartialEstimator.DOUBTFUL_PAIR,
        node(pair.first(), pair.firstComponent())
            + " & "
            + node(pair.second(), pair.secondComponent()),
        pair.cost(),
        pair.threshold(),
        pair.effectiveRows(),
        FindingStatus.NOT_TESTABLE,
        "block: one latent seen twice, or a strong link; the data do not tell");
  }

  private String node(int modality, int solved) {
    return LatentNode.of(
            stage.shapes().get(modality).name(), stage.publishedPlace(modality, solved))
        .id();
  }

  private int rows(int m, int n) {
    return SharingMaps.latents(stage.shapes(), heldOut).common(m, n).length;
  }

  private String scope(int m, int n) {
    return stage.shapes().get(m).name() + " & " + stage.shapes().get(n).name();
  }
}
