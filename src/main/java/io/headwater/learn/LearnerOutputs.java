package io.headwater.learn;

import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;

/** Where a {@link StreamLearner} puts what it produces, in the order in which it happens. */
public interface LearnerOutputs {
  /** A window's estimate by the model as it stood before learning from it. */
  void latent(LatentRecord latent, double untrainedLoss);

  /** The graph as of now. */
  void graph(CausalGraph graph, IdentifiabilityReport report);

  /** A moment to publish the model's whole state. */
  void model(byte[] state, long parentVersion);
}
