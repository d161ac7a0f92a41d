package io.headwater.estimator.mixture;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import io.headwater.model.mixture.FactorialPosterior;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.model.mixture.OutcomeSpace;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures on held-out windows what of a factorial mixture's conditions the data support. What
 * {@link MixtureConditions} asks of clusters is asked of every node here; and as outcomes are not
 * listed, two halves of the windows must have found the same nodes.
 */
final class FactorialConditions {
  /** Every node must have a valley: there is no share of windows that can make up for one. */
  private static final double LEAST_APART = 1;

  /** Agreement of two halves of the windows, less chance, of the node that agrees least. */
  private static final double LEAST_AGREEMENT = 0.8;

  /**
   * By which a split must be better than the next, over the number of nodes: a tenth of an equal
   * share of what nodes explain, since a node that hangs together with another loses only what the
   * other does not tell. A list of thousands of outcomes is asked for less.
   */
  private static final double LEAST_LEAD = 0.1;

  private final List<ModalityIntake> intakes;
  private final MixtureNetwork network;
  private final FactorialNodes nodes;
  private final CausalGraph graph;

  FactorialConditions(
      List<ModalityIntake> intakes,
      MixtureNetwork network,
      FactorialNodes nodes,
      CausalGraph graph) {
    this.intakes = intakes;
    this.network = network;
    this.nodes = nodes;
    this.graph = graph;
  }

  FactorialFindings measure(
      List<AlignedWindow> test, FactorialRefit.Examined examined, SeedEvidence seed) {
    double rows = MixtureRefit.effectiveRows(test, examined.testCodes());
    ConditionFinding gaps = gaps(examined.gaps(), rows);
    ConditionFinding number = number(seed);
    ConditionFinding same = same(seed);
    ConditionFinding dead = dead(rows);
    ConditionFinding additive = additive(examined.effects(), rows);
    ConditionFinding unique = unique(examined.effects(), rows);
    List<ConditionFinding> shared = shared(test, examined);
    List<ConditionFinding> out = new ArrayList<>(List.of(gaps, number, same, dead));
    out.add(additive);
    out.add(unique);
    out.add(MixtureConditions.directions(nodes.space(), nodes.tables().dag(), graph, rows));
    out.addAll(shared);
    if (shared.stream().anyMatch(f -> f.status() == FindingStatus.REFUTED)) {
      out.addAll(MixtureVerdicts.apart(rows));
    } else if (shared.stream().anyMatch(f -> f.status() == FindingStatus.NOT_ENOUGH_DATA)) {
      out.addAll(MixtureVerdicts.undecided(rows, "too few windows have both of two modalities"));
    } else {
      boolean clusters = supported(gaps) && supported(number);
      boolean named =
          supported(additive) && supported(unique) && supported(same) && supported(dead);
      out.add(MixtureVerdicts.joint(clusters, rows));
      out.add(MixtureVerdicts.causes(clusters, named, rows));
    }
    return new FactorialFindings(seed, out);
  }

  private static boolean supported(ConditionFinding finding) {
    return finding.status() == FindingStatus.SUPPORTED;
  }

  private static ConditionFinding finding(
      String condition,
      double statistic,
      double threshold,
      double rows,
      FindingStatus status,
      String words) {
    return new ConditionFinding(
        condition, MixtureEstimator.CAUSES, statistic, threshold, rows, status, words);
  }

  /** Held against a threshold; a statistic that could not be computed says nothing. */
  private static FindingStatus status(double statistic, double threshold) {
    return Double.isNaN(statistic)
        ? FindingStatus.NOT_ENOUGH_DATA
        : MixtureConditions.atLeast(statistic, threshold);
  }

  private static ConditionFinding gaps(NodeGaps gaps, double rows) {
    FindingStatus status = status(gaps.measured() ? gaps.apart() : Double.NaN, LEAST_APART);
    return finding(
        "categories of every node lie apart in the data themselves",
        gaps.apart(),
        LEAST_APART,
        rows,
        status,
        switch (status) {
          case SUPPORTED -> "component: there is a valley between the categories of each node";
          case REFUTED ->
              "none: no modality has a valley between the categories of nodes %s"
                  .formatted(without(gaps));
          default -> "none until more windows are held out: no two categories have ten each";
        });
  }

  private static List<Integer> without(NodeGaps gaps) {
    List<Integer> out = new ArrayList<>();
    for (int l = 0; l < gaps.depth().length; l++) {
      if (!gaps.hasValley(l)) {
        out.add(l);
      }
    }
    return out;
  }

  private static ConditionFinding number(SeedEvidence seed) {
    FindingStatus status = status(seed.gain(), 0);
    return finding(
        "discrete causes describe the codes better than one Gaussian (nats a window)",
        seed.gain(),
        0,
        seed.rows(),
        status,
        status == FindingStatus.SUPPORTED
            ? "component: before a mixture shaped them"
            : "none: one Gaussian describes the codes best, there are no categories");
  }

  private static ConditionFinding same(SeedEvidence seed) {
    FindingStatus status = status(seed.agreement(), LEAST_AGREEMENT);
    return finding(
        "two halves of the windows have the same nodes (least agreement)",
        seed.agreement(),
        LEAST_AGREEMENT,
        seed.rows(),
        status,
        status == FindingStatus.SUPPORTED
            ? "component: found twice, before a mixture shaped the codes"
            : "block: other windows gave other nodes");
  }

  private ConditionFinding dead(double rows) {
    int dead = 0;
    for (boolean of : nodes.sums().dead()) {
      dead += of ? 1 : 0;
    }
    return finding(
        "every category occurs (dead categories)",
        dead,
        0,
        rows,
        dead == 0 ? FindingStatus.SUPPORTED : FindingStatus.REFUTED,
        dead == 0
            ? "component: no category is dead"
            : "block: %d categories have next to no windows".formatted(dead));
  }

  private static ConditionFinding additive(NodeEffects effects, double rows) {
    FindingStatus status = status(effects.additivity(), MixtureConditions.LEAST_ADDITIVITY);
    return finding(
        "nodes shift what is measured each by itself (additivity, against pairs)",
        effects.additivity(),
        MixtureConditions.LEAST_ADDITIVITY,
        rows,
        status,
        switch (status) {
          case SUPPORTED -> "component: pairs of nodes explain little more than nodes";
          case REFUTED -> "block: effects of nodes depend on each other, so the split is arbitrary";
          default -> "block until there are five windows for each pair of categories";
        });
  }

  private ConditionFinding unique(NodeEffects effects, double rows) {
    double least = LEAST_LEAD / nodes.space().nodes();
    FindingStatus status = status(effects.lead(), least);
    return finding(
        "no other split into nodes fits as well (one node turned by another)",
        effects.lead(),
        least,
        rows,
        status,
        status == FindingStatus.SUPPORTED
            ? "component: up to names of nodes and categories"
            : "block: another split of the same outcomes is about as good");
  }

  /** Per pair of modalities, whether nodes seen in one tell of those seen in the other. */
  private List<ConditionFinding> shared(
      List<AlignedWindow> test, FactorialRefit.Examined examined) {
    FactorialPosterior posterior = nodes.posterior();
    List<int[][]> alone = new ArrayList<>();
    for (int m = 0; m < intakes.size(); m++) {
      int only = m;
      LatentCodes codes = MixtureCodes.of(intakes, network, test, (n, r) -> n == only);
      alone.add(posterior.likeliest(codes));
    }
    WindowBatch batch = WindowBatch.read(intakes, test);
    List<ConditionFinding> out = new ArrayList<>();
    for (int m = 0; m < intakes.size(); m++) {
      for (int n = m + 1; n < intakes.size(); n++) {
        out.add(shared(batch, m, n, alone.get(m), alone.get(n), examined.apart()));
      }
    }
    return out;
  }

  private ConditionFinding shared(
      WindowBatch batch, int m, int n, int[][] ofM, int[][] ofN, int[][] fused) {
    OutcomeSpace space = nodes.space();
    double information = 0;
    double entropy = 0;
    int pairs = 0;
    for (int l = 0; l < space.nodes(); l++) {
      List<int[]> rows = new ArrayList<>();
      for (int r = 0; r < batch.rows(); r++) {
        if (batch.present(m, r) && batch.present(n, r)) {
          rows.add(new int[] {ofM[r][l], ofN[r][l], fused[r][l]});
        }
      }
      pairs = rows.size();
      double whole = SharedInformation.entropy(rows, space.categories(l));
      if (whole > 0) {
        // Nodes that hardly change tell little of either kind.
        information += whole * SharedInformation.of(rows, space.categories(l));
        entropy += whole;
      }
    }
    double share = entropy > 0 ? information / entropy : Double.NaN;
    FindingStatus status =
        pairs < MixtureCoverage.fewest(space.contrasts()) || Double.isNaN(share)
            ? FindingStatus.NOT_ENOUGH_DATA
            : MixtureConditions.atLeast(share, MixtureCoverage.LEAST_SHARED);
    return MixtureCoverage.finding(
        "modalities show the same categories (coverage)", intakes, m, n, share, pairs, status);
  }
}
