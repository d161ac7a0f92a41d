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

/** One component for each joint outcome, and sums over all of them. */
final class ExactRoute implements MixtureRoute {
  private final OutcomeMixture outcomes;
  private final MixtureRefit refit;

  ExactRoute(
      List<ModalityIntake> intakes, MixtureNetwork network, MixtureSettings settings, long seed) {
    outcomes = new OutcomeMixture(settings.outcomes(), settings.dimensions());
    refit = new MixtureRefit(intakes, network, outcomes, settings, seed);
  }

  OutcomeMixture outcomes() {
    return outcomes;
  }

  @Override
  public int stateVersion() {
    return 1;
  }

  @Override
  public CauseReading causes() {
    return outcomes;
  }

  @Override
  public PriorSource prior() {
    return outcomes.prior();
  }

  @Override
  public void observe(LatentCodes codes) {
    outcomes.observe(codes);
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
    outcomes.write(out);
    refit.write(out);
  }

  @Override
  public void read(StateReader in) {
    outcomes.read(in);
    refit.read(in);
  }
}
