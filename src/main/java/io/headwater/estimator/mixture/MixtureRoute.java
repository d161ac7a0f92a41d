package io.headwater.estimator.mixture;

import io.headwater.estimator.RefitReport;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.window.AlignedWindow;
import java.util.List;

/**
 * How the joint outcomes of the nodes are taken account of: all of them, or by a factorial mixture
 * where they are too many. Chosen when an estimator is made.
 */
interface MixtureRoute {
  /** Version of the states that the route writes, the only one it reads. */
  int stateVersion();

  /** What is published of the nodes. */
  CauseReading causes();

  /** The mixture as the prior of a step; null before there is one. */
  PriorSource prior();

  /** Takes the codes of a step in. */
  void observe(LatentCodes codes);

  RefitReport refit(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut);

  CausalGraph graph();

  IdentifiabilityReport report(long observed);

  void write(StateWriter out);

  void read(StateReader in);
}
