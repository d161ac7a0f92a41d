package io.headwater.estimator.mixture;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;

/** Whether modalities show the same clusters. */
final class MixtureCoverage {
  /** Share of the clusters' entropy that two modalities must tell alike. */
  static final double LEAST_SHARED = 0.1;

  /** Windows with both modalities, and for each component but one, that a comparison needs. */
  private static final int FEWEST_PAIRS = 50;

  private static final int FEWEST_PAIRS_EACH = 10;

  private final List<ModalityIntake> intakes;
  private final MixtureNetwork network;
  private final OutcomeMixture outcomes;

  MixtureCoverage(List<ModalityIntake> intakes, MixtureNetwork network, OutcomeMixture outcomes) {
    this.intakes = intakes;
    this.network = network;
    this.outcomes = outcomes;
  }

  /** Per pair of modalities, whether clusters seen in one tell of those seen in the other. */
  List<ConditionFinding> measure(List<AlignedWindow> test, LatentCodes testCodes) {
    List<int[]> alone = new ArrayList<>();
    for (int m = 0; m < intakes.size(); m++) {
      int only = m;
      LatentCodes codes = MixtureCodes.of(intakes, network, test, (n, r) -> n == only);
      alone.add(MixtureCodes.likeliest(outcomes.mixture(), codes));
    }
    WindowBatch batch = WindowBatch.read(intakes, test);
    int[] fused = MixtureCodes.likeliest(outcomes.mixture(), testCodes);
    List<ConditionFinding> out = new ArrayList<>();
    for (int m = 0; m < intakes.size(); m++) {
      for (int n = m + 1; n < intakes.size(); n++) {
        out.add(pair(batch, m, n, alone.get(m), alone.get(n), fused));
      }
    }
    return out;
  }

  private ConditionFinding pair(
      WindowBatch batch, int m, int n, int[] ofM, int[] ofN, int[] fused) {
    List<int[]> pairs = new ArrayList<>();
    for (int r = 0; r < batch.rows(); r++) {
      if (batch.present(m, r) && batch.present(n, r)) {
        pairs.add(new int[] {ofM[r], ofN[r], fused[r]});
      }
    }
    double share = SharedInformation.of(pairs, outcomes.space().size());
    long components = pairs.stream().mapToInt(row -> row[2]).distinct().count();
    FindingStatus status =
        pairs.size() < fewest(components - 1)
            ? FindingStatus.NOT_ENOUGH_DATA
            : MixtureConditions.atLeast(share, LEAST_SHARED);
    return finding(
        "modalities show the same clusters (coverage)", intakes, m, n, share, pairs.size(), status);
  }

  /**
   * Windows with both modalities that a comparison needs.
   *
   * @param contrasts of what is compared, categories or clusters, one less than there are
   */
  static long fewest(long contrasts) {
    return Math.max(FEWEST_PAIRS, FEWEST_PAIRS_EACH * contrasts);
  }

  /** What was seen of two modalities, in words. */
  static ConditionFinding finding(
      String condition,
      List<ModalityIntake> intakes,
      int m,
      int n,
      double share,
      int pairs,
      FindingStatus status) {
    return new ConditionFinding(
        condition,
        intakes.get(m).shape().name() + " & " + intakes.get(n).shape().name(),
        share,
        LEAST_SHARED,
        pairs,
        status,
        switch (status) {
          case SUPPORTED ->
              "block: what one shows tells of what the other shows; %d windows have both"
                  .formatted(pairs);
          case REFUTED -> "none: what one shows says nothing of what the other shows";
          default -> "block: too few windows with both to compare";
        });
  }
}
