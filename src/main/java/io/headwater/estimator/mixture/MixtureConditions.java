package io.headwater.estimator.mixture;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.Cpdag;
import io.headwater.graph.FindingStatus;
import io.headwater.graph.Verdict;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.model.mixture.OutcomeLabelling;
import io.headwater.model.mixture.OutcomeSpace;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures on held-out windows what of the model's conditions the data support. */
final class MixtureConditions {
  /** Share of windows whose cluster must lie apart from its neighbours. */
  private static final double LEAST_APART = 0.9;

  /** Share of the clusters' entropy that two modalities must tell alike. */
  static final double LEAST_SHARED = 0.1;

  /** Additivity from which a split into nodes describes how the clusters lie. */
  static final double LEAST_ADDITIVITY = 0.8;

  /**
   * By which the split must be better than the next, over the number of outcomes: with more of them
   * a single exchange costs less. Below, the split is one of several.
   */
  private static final double LEAST_MARGIN = 0.4;

  /** Windows with both modalities, and for each component but one, that a comparison needs. */
  static final int FEWEST_PAIRS = 50;

  static final int FEWEST_PAIRS_EACH = 10;

  private final List<ModalityIntake> intakes;
  private final MixtureNetwork network;
  private final OutcomeMixture outcomes;
  private final CausalGraph graph;

  MixtureConditions(
      List<ModalityIntake> intakes,
      MixtureNetwork network,
      OutcomeMixture outcomes,
      CausalGraph graph) {
    this.intakes = intakes;
    this.network = network;
    this.outcomes = outcomes;
    this.graph = graph;
  }

  MixtureFindings measure(
      List<AlignedWindow> train,
      LatentCodes trainCodes,
      List<AlignedWindow> test,
      LatentCodes testCodes,
      OutcomeLabelling.Split split,
      ClusterCount count) {
    double rows = MixtureRefit.effectiveRows(test, testCodes);
    List<ConditionFinding> out = new ArrayList<>();
    ConditionFinding gaps = gaps(train, trainCodes, test, testCodes, rows);
    ConditionFinding whole = whole(train, trainCodes, rows);
    ConditionFinding number = number(count);
    List<ConditionFinding> shared = shared(test, testCodes);
    ConditionFinding additive = additive(split, rows);
    ConditionFinding unique = unique(split, rows);
    out.add(gaps);
    out.add(whole);
    out.add(number);
    out.add(dead(rows));
    out.add(additive);
    out.add(unique);
    out.add(directions(outcomes.space(), outcomes.dag(), graph, rows));
    out.addAll(shared);
    boolean clusters = gaps.status() == FindingStatus.SUPPORTED && count.best() > 1;
    boolean named =
        Stream.of(additive, unique, whole).allMatch(f -> f.status() == FindingStatus.SUPPORTED)
            && number.status() != FindingStatus.REFUTED;
    if (shared.stream().anyMatch(f -> f.status() == FindingStatus.REFUTED)) {
      out.addAll(apart(rows));
    } else if (shared.stream().anyMatch(f -> f.status() == FindingStatus.NOT_ENOUGH_DATA)) {
      out.addAll(MixtureFindings.undecided(rows, "too few windows have both of two modalities"));
    } else {
      out.add(joint(clusters, rows));
      out.add(causes(clusters, named, rows));
    }
    return new MixtureFindings(count, out);
  }

  static ConditionFinding finding(
      String condition,
      String scope,
      double statistic,
      double threshold,
      double rows,
      FindingStatus status,
      String words) {
    return new ConditionFinding(condition, scope, statistic, threshold, rows, status, words);
  }

  static FindingStatus atLeast(double statistic, double threshold) {
    return statistic >= threshold ? FindingStatus.SUPPORTED : FindingStatus.REFUTED;
  }

  private ConditionFinding gaps(
      List<AlignedWindow> train,
      LatentCodes trainCodes,
      List<AlignedWindow> test,
      LatentCodes testCodes,
      double rows) {
    ClusterGaps.Gaps gaps =
        ClusterGaps.measure(
            outcomes.mixture(),
            WindowBatch.read(intakes, train),
            MixtureCodes.likeliest(outcomes.mixture(), trainCodes),
            WindowBatch.read(intakes, test),
            MixtureCodes.likeliest(outcomes.mixture(), testCodes));
    FindingStatus status =
        gaps.compared() == 0 ? FindingStatus.NOT_ENOUGH_DATA : atLeast(gaps.apart(), LEAST_APART);
    return finding(
        "clusters lie apart in the data themselves",
        MixtureEstimator.CAUSES,
        gaps.apart(),
        LEAST_APART,
        rows,
        status,
        switch (status) {
          case SUPPORTED -> "component: there are valleys between the clusters";
          case REFUTED -> "none: clusters are cut out of what hangs together";
          default -> "none until more windows are held out: no two clusters have ten each";
        });
  }

  private ConditionFinding whole(List<AlignedWindow> train, LatentCodes codes, double rows) {
    double share =
        ClusterUnity.measure(
            outcomes.space().size(),
            WindowBatch.read(intakes, train),
            MixtureCodes.likeliest(outcomes.mixture(), codes));
    FindingStatus status = atLeast(share, LEAST_APART);
    return finding(
        "clusters are whole in the data themselves",
        MixtureEstimator.CAUSES,
        share,
        LEAST_APART,
        rows,
        status,
        status == FindingStatus.SUPPORTED
            ? "component: no large cluster falls apart in two"
            : "block: a cluster holds windows of several outcomes");
  }

  /** Condition 10, by Schwarz's criterion. */
  private ConditionFinding number(ClusterCount count) {
    int assumed = outcomes.space().size();
    FindingStatus status =
        count.best() == assumed ? FindingStatus.SUPPORTED : FindingStatus.REFUTED;
    if (count.best() > assumed) {
      status = FindingStatus.NOT_TESTABLE;
    }
    String words = "component: as many Gaussians as outcomes describe the codes best";
    if (count.best() == 1) {
      words = "none: one Gaussian describes the codes best, there are no clusters";
    } else if (count.best() < assumed) {
      words = "block: fewer clusters than outcomes, so they are no product of all categories";
    } else if (count.best() > assumed) {
      words =
          "component: more Gaussians than outcomes; codes of a cluster need not be Gaussian, so whether causes are missing is not told";
    }
    return finding(
        "discrete causes exhaust the mixture (Gaussians by BIC)",
        MixtureEstimator.CAUSES,
        count.best(),
        assumed,
        count.rows(),
        status,
        words);
  }

  private ConditionFinding dead(double rows) {
    int dead = 0;
    for (boolean of : outcomes.sums().dead()) {
      dead += of ? 1 : 0;
    }
    return finding(
        "every joint outcome occurs (dead components)",
        MixtureEstimator.CAUSES,
        dead,
        0,
        rows,
        dead == 0 ? FindingStatus.SUPPORTED : FindingStatus.REFUTED,
        dead == 0
            ? "component: no component is dead"
            : "block: the names of %d outcomes without windows are guesses".formatted(dead));
  }

  private ConditionFinding additive(OutcomeLabelling.Split split, double rows) {
    double additivity = split.best().additivity();
    FindingStatus status = atLeast(additivity, LEAST_ADDITIVITY);
    return finding(
        "nodes shift the latent each by itself (additivity)",
        MixtureEstimator.CAUSES,
        additivity,
        LEAST_ADDITIVITY,
        rows,
        status,
        status == FindingStatus.SUPPORTED
            ? "component: clusters lie like a product of categories"
            : "block: clusters do not lie like a product, their split into nodes is arbitrary");
  }

  private ConditionFinding unique(OutcomeLabelling.Split split, double rows) {
    boolean only = Double.isNaN(split.margin());
    double least = LEAST_MARGIN / outcomes.space().size();
    FindingStatus status = only ? FindingStatus.SUPPORTED : atLeast(split.margin(), least);
    return finding(
        "no other split into nodes fits as well",
        MixtureEstimator.CAUSES,
        split.margin(),
        least,
        rows,
        status,
        status == FindingStatus.SUPPORTED
            ? "component: up to names of nodes and categories"
            : "block: another split of the same clusters is about as good");
  }

  static ConditionFinding directions(
      OutcomeSpace space, boolean[][] dag, CausalGraph graph, double rows) {
    Cpdag cpdag = CauseGraph.cpdag(space, dag);
    int edges = cpdag.edges();
    int directed = 0;
    for (int i = 0; i < space.nodes(); i++) {
      for (int j = 0; j < space.nodes(); j++) {
        directed += cpdag.directed(i, j) ? 1 : 0;
      }
    }
    StringBuilder words = new StringBuilder();
    words.append(edges == 0 ? "no edge" : cpdag.toString().strip().replace("\n", "; "));
    for (CausalEdge edge : graph.selectedEdges()) {
      if (!Double.isNaN(edge.directionSupport())) {
        words.append(
            String.format(
                Locale.ROOT,
                "; reversing %s -> %s costs %.4f nats a window",
                edge.source(),
                edge.target(),
                edge.directionSupport()));
      }
    }
    words.append(directed < edges ? "; directions written -- are left open by the data" : "");
    return finding(
        "directed edges of all edges (CPDAG)",
        MixtureEstimator.CAUSES,
        directed,
        edges,
        rows,
        edges == 0 || directed == edges ? FindingStatus.SUPPORTED : FindingStatus.NOT_TESTABLE,
        words.toString());
  }

  /** Per pair of modalities, whether clusters seen in one tell of those seen in the other. */
  private List<ConditionFinding> shared(List<AlignedWindow> test, LatentCodes testCodes) {
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
        out.add(shared(batch, m, n, alone.get(m), alone.get(n), fused));
      }
    }
    return out;
  }

  private ConditionFinding shared(
      WindowBatch batch, int m, int n, int[] ofM, int[] ofN, int[] fused) {
    List<int[]> pairs = new ArrayList<>();
    for (int r = 0; r < batch.rows(); r++) {
      if (batch.present(m, r) && batch.present(n, r)) {
        pairs.add(new int[] {ofM[r], ofN[r], fused[r]});
      }
    }
    double share = SharedInformation.of(pairs, outcomes.space().size());
    long components = pairs.stream().mapToInt(row -> row[2]).distinct().count();
    long fewest = Math.max(FEWEST_PAIRS, FEWEST_PAIRS_EACH * (components - 1));
    FindingStatus status = FindingStatus.NOT_ENOUGH_DATA;
    String words = "block: too few windows with both to compare";
    if (pairs.size() >= fewest) {
      status = atLeast(share, LEAST_SHARED);
      words =
          status == FindingStatus.SUPPORTED
              ? "block: what one shows tells of what the other shows; %d windows have both"
                  .formatted(pairs.size())
              : "none: what one shows says nothing of what the other shows";
    }
    return finding(
        "modalities show the same clusters (coverage)",
        intakes.get(m).shape().name() + " & " + intakes.get(n).shape().name(),
        share,
        LEAST_SHARED,
        pairs.size(),
        status,
        words);
  }

  static List<ConditionFinding> apart(double rows) {
    return List.of(
        MixtureFindings.summary(
            MixtureEstimator.JOINT,
            Verdict.NONE,
            FindingStatus.REFUTED,
            rows,
            "modalities have nothing in common, so the latent is a mere list of both"),
        MixtureFindings.summary(
            MixtureEstimator.CAUSES,
            Verdict.NONE,
            FindingStatus.REFUTED,
            rows,
            "no clusters that modalities have in common"));
  }

  static ConditionFinding joint(boolean clusters, double rows) {
    return MixtureFindings.summary(
        MixtureEstimator.JOINT,
        Verdict.BLOCK_ONLY,
        FindingStatus.SUPPORTED,
        rows,
        clusters
            ? "the latent as a whole and its clusters; its axes are arbitrary"
            : "the latent as a whole; its axes are arbitrary, and it has no clusters");
  }

  static ConditionFinding causes(boolean clusters, boolean named, double rows) {
    if (!clusters) {
      return MixtureFindings.summary(
          MixtureEstimator.CAUSES,
          Verdict.NONE,
          FindingStatus.REFUTED,
          rows,
          "there are no clusters; categories cut up what hangs together");
    }
    return named
        ? MixtureFindings.summary(
            MixtureEstimator.CAUSES,
            Verdict.COMPONENT,
            FindingStatus.SUPPORTED,
            rows,
            "categories of each node, up to names; directions only where the CPDAG has them")
        : MixtureFindings.summary(
            MixtureEstimator.CAUSES,
            Verdict.BLOCK_ONLY,
            FindingStatus.SUPPORTED,
            rows,
            "which windows share a joint outcome; the split into nodes is one of several");
  }
}
