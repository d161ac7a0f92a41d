package io.headwater.suite;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a bar is put on: one number per run. */
enum Measure {
  BLOCK_R2("block R²", r -> r.scores().blockR2()),
  LINEAR_R2("linear R²", r -> r.scores().linearR2()),
  MCC("MCC", r -> r.scores().mccPearson()),
  /** Positive when the run scores better than 95 of 100 random rotations of the true block. */
  ABOVE_CHANCE(
      "MCC above the 95th percentile of rotations",
      r -> r.scores().mccPearson() - r.scores().chanceRotated95()),
  SHD("SHD", r -> r.scores().shd()),
  /** Where numbers of latents were configured, none is wrong unless the configuration was. */
  MISCOUNTED(
      "modalities with a wrong number of latents",
      r -> r.counts() == null ? Double.NaN : r.counts().wrong()),
  CLAIMED("modalities claimed by component", r -> r.verdict().component()),
  /** Of modalities that lost a dimension, not even the block is there. */
  CLAIMED_AT_ALL(
      "modalities claimed by component or block",
      r -> r.verdict().component() + r.verdict().block()),
  NODE_ACCURACY("accuracy of the worst node", ofNodes(NodeScores::least)),
  SKELETON_ERRORS("errors of the skeleton", ofNodes(NodeScores::skeletonErrors)),
  F1("F1 of membership", ofMembership(MembershipScores::f1)),
  EXACT("share of exact membership", ofMembership(m -> m.exact() ? 1 : 0)),
  FALSE_PAIRS("pairs falsely called shared", ofMembership(MembershipScores::falsePairs)),
  SECONDS("seconds of the job", r -> r.seconds().learning() + r.seconds().finalPass());

  private final String title;
  private final ToDoubleFunction<RunResult> value;

  Measure(String title, ToDoubleFunction<RunResult> value) {
    this.title = title;
    this.value = value;
  }

  String title() {
    return title;
  }

  private static ToDoubleFunction<RunResult> ofNodes(ToDoubleFunction<NodeScores> value) {
    return r -> r.nodes() == null ? Double.NaN : value.applyAsDouble(r.nodes());
  }

  private static ToDoubleFunction<RunResult> ofMembership(
      ToDoubleFunction<MembershipScores> value) {
    return r -> r.membership() == null ? Double.NaN : value.applyAsDouble(r.membership());
  }

  double of(RunResult result) {
    return value.applyAsDouble(result);
  }

  double[] of(List<RunResult> results) {
    return results.stream().mapToDouble(this::of).toArray();
  }
}
