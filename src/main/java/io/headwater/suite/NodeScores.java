package io.headwater.suite;

/**
 * How well nodes with categories were found on held-out windows; see {@code
 * io.headwater.evaluate.NodeAccuracy}.
 *
 * @param least share of windows with the right category, of the worst node
 * @param mean the same over nodes
 * @param chance mean over nodes when perfect clusters are split into nodes at random
 * @param majority mean over nodes of always answering the most frequent category
 * @param skeletonErrors links missing or too many, directions aside
 * @param cpdagRight whether the Markov equivalence class is the true one
 */
record NodeScores(
    double least,
    double mean,
    double chance,
    double majority,
    int skeletonErrors,
    boolean cpdagRight) {}
