package io.headwater.learn;

import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import java.util.Objects;

/**
 * The causal graph as one model version sees it.
 *
 * @param modelVersion the model it was read from
 * @param asOfMicros event time up to which windows had been learned, microseconds since the epoch
 * @param steps optimiser steps so far
 * @param windows windows scored so far, those held out among them
 * @param graph nodes and candidate edges
 * @param report what the data support, condition by condition
 * @param driftState {@value #NO_DRIFT}, or what a detector has seen, in words
 */
public record GraphRecord(
    long modelVersion,
    long asOfMicros,
    long steps,
    long windows,
    CausalGraph graph,
    IdentifiabilityReport report,
    String driftState) {

  public static final String NO_DRIFT = "none";

  public GraphRecord {
    Objects.requireNonNull(graph, "graph");
    Objects.requireNonNull(report, "report");
    Objects.requireNonNull(driftState, "driftState");
  }
}
