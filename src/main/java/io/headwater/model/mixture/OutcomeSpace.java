package io.headwater.model.mixture;

import java.io.Serializable;
import java.util.List;

/**
 * Joint outcomes c = (c_1 … c_L) of nodes with C_l categories each, numbered with the last node
 * running fastest.
 *
 * @param categories of each node, at least 2
 */
public record OutcomeSpace(List<Integer> categories) implements Serializable {
  /** Beyond this many, sums over all outcomes cost more than the networks do. */
  public static final int MOST_OUTCOMES = 4096;

  public OutcomeSpace {
    categories = List.copyOf(categories);
    if (categories.isEmpty() || categories.stream().anyMatch(c -> c < 2)) {
      throw new IllegalArgumentException(
          "Every node needs at least 2 categories, and there must be a node; got %s."
              .formatted(categories));
    }
  }

  /** Number of joint outcomes, without a bound; {@link Long#MAX_VALUE} where it overflows. */
  public static long outcomes(List<Integer> categories) {
    long outcomes = 1;
    for (int count : categories) {
      outcomes = outcomes > Long.MAX_VALUE / count ? Long.MAX_VALUE : outcomes * count;
    }
    return outcomes;
  }

  public int nodes() {
    return categories.size();
  }

  public int categories(int node) {
    return categories.get(node);
  }

  /** Number of joint outcomes, without a bound. */
  public long outcomes() {
    return outcomes(categories);
  }

  /**
   * Number of joint outcomes, where they can be listed.
   *
   * @throws IllegalStateException when there are more than {@link #MOST_OUTCOMES}
   */
  public int size() {
    long outcomes = outcomes(categories);
    if (outcomes > MOST_OUTCOMES) {
      throw new IllegalStateException(
          "Nodes of %s categories have %d joint outcomes, more than the %d that can be summed over; only a factorial mixture describes them."
              .formatted(categories, outcomes, MOST_OUTCOMES));
    }
    return (int) outcomes;
  }

  /** Number of categories of all nodes together. */
  public int indicators() {
    return offset(nodes());
  }

  /** Place of a node's first category among all. */
  public int offset(int node) {
    int offset = 0;
    for (int l = 0; l < node; l++) {
      offset += categories(l);
    }
    return offset;
  }

  /** Free effects of all nodes: one less than its categories for each. */
  public int contrasts() {
    return indicators() - nodes();
  }

  /** Distance between outcomes that differ by one in a node's category. */
  int stride(int node) {
    int stride = 1;
    for (int l = node + 1; l < nodes(); l++) {
      stride *= categories(l);
    }
    return stride;
  }

  /** Category of a node in an outcome. */
  public int category(int outcome, int node) {
    return outcome / stride(node) % categories(node);
  }

  /** The outcome of these categories. */
  public int outcome(int... chosen) {
    int outcome = 0;
    for (int l = 0; l < nodes(); l++) {
      outcome = outcome * categories(l) + chosen[l];
    }
    return outcome;
  }
}
