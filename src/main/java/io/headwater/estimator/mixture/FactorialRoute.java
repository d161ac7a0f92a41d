package io.headwater.estimator.mixture;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.RefitReport;
import io.headwater.graph.CausalGraph;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.window.AlignedWindow;
import java.util.List;

/** Nodes whose effects add up, sampled where their outcomes are too many to sum over. */
final class FactorialRoute implements MixtureRoute {
  private final FactorialNodes nodes;
  private final FactorialRefit refit;

  FactorialRoute(
      List<ModalityIntake> intakes, MixtureNetwork network, MixtureSettings settings, long seed) {
    nodes = new FactorialNodes(settings.outcomes(), settings.dimensions());
    refit = new FactorialRefit(intakes, network, nodes, settings, seed);
  }

  /**
   * @throws IllegalArgumentException where a factorial mixture cannot have these settings
   */
  static void check(MixtureSettings settings) {
    int needed = settings.outcomes().contrasts();
    if (settings.dimensions() < needed) {
      throw new IllegalArgumentException(
          "Nodes of %s categories have too many joint outcomes to list; each then needs directions of its own, %d in all, but dimensions is %d."
              .formatted(settings.outcomes().categories(), needed, settings.dimensions()));
    }
    if (!settings.experts().isEmpty()) {
      throw new IllegalArgumentException(
          "A formula has parameters of its own for every joint outcome, and nodes of %s categories have too many; remove the formula of %s."
              .formatted(settings.outcomes().categories(), settings.experts().keySet()));
    }
  }

  FactorialNodes nodes() {
    return nodes;
  }

  @Override
  public int stateVersion() {
    return 2;
  }

  @Override
  public CauseReading causes() {
    return nodes;
  }

  @Override
  public PriorSource prior() {
    return nodes.prior();
  }

  @Override
  public void observe(LatentCodes codes) {
    nodes.observe(codes);
  }

  @Override
  public RefitReport refit(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    return refit.run(reservoir, heldOut);
  }

  @Override
  public CausalGraph graph() {
    return refit.graph();
  }

  @Override
  public IdentifiabilityReport report(long observed) {
    return refit.findings().report(observed);
  }

  @Override
  public void write(StateWriter out) {
    nodes.write(out);
    refit.write(out);
  }

  @Override
  public void read(StateReader in) {
    nodes.read(in);
    refit.read(in);
  }
}
