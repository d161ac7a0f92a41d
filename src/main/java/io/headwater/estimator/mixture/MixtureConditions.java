package io.headwater.estimator.mixture;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.Cpdag;
import io.headwater.graph.FindingStatus;
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

  /** Additivity from which a split into nodes describes how the clusters lie. */
  static final double LEAST_ADDITIVITY = 0.8;

  /**
   * By which the split must be better than the next, over the number of outcomes: with more of them
   * a single exchange costs less. Below, the split is one of several.
   */
  private static final double LEAST_MARGIN = 0.4;

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
    List<ConditionFinding> shared =
        new MixtureCoverage(intakes, network, outcomes).measure(test, testCodes);
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
      out.addAll(MixtureVerdicts.apart(rows));
    } else if (shared.stream().anyMatch(f -> f.status() == FindingStatus.NOT_ENOUGH_DATA)) {
      out.addAll(MixtureVerdicts.undecided(rows, "too few windows have both of two modalities"));
    } else {
      out.add(MixtureVerdicts.joint(clusters, rows));
      out.add(MixtureVerdicts.causes(clusters, named, rows));
    }
    return new MixtureFindings(count, out);
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
    return new ConditionFinding(
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
    return new ConditionFinding(
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
    return new ConditionFinding(
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
    return new ConditionFinding(
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
    return new ConditionFinding(
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
    return new ConditionFinding(
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
    return new ConditionFinding(
        "directed edges of all edges (CPDAG)",
        MixtureEstimator.CAUSES,
        directed,
        edges,
        rows,
        edges == 0 || directed == edges ? FindingStatus.SUPPORTED : FindingStatus.NOT_TESTABLE,
        words.toString());
  }
}
