package io.headwater.estimator.sun;

import io.headwater.estimator.ComponentMatching;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.estimator.network.CodePass;
import io.headwater.estimator.network.Codes;
import io.headwater.estimator.network.RestOfSummaries;
import io.headwater.estimator.network.Settling;
import io.headwater.graph.CausalEdge;
import io.headwater.model.CounterRandom;
import io.headwater.model.latent.CodeSample;
import io.headwater.model.latent.LatentSolver;
import io.headwater.model.latent.SolveResult;
import io.headwater.model.latent.SolverSettings;
import io.headwater.window.AlignedWindow;
import java.util.List;

/**
 * Re-solves the latent model on codes frozen at this moment, and adopts it when it describes the
 * held-out codes better than the current one.
 */
final class Resolving {
  /** Fewer windows with all modalities cannot carry a solve; the codes are used as they are. */
  static final int FEWEST_COMPLETE = 200;

  static final int FEWEST_COMPLETE_HELD_OUT = 50;

  /** Nats per window by which a new solution must beat the current one: beyond sampling noise. */
  static final double LEAST_GAIN = 0.02;

  /** Each refit after edges were dropped takes a twenty-fifth of them. */
  private static final int PRUNING_SHARE = 25;

  /** Random stream of solver seeds, apart from those of code noise. */
  private static final long SOLVER_STREAM = 1_000_003;

  private final List<ModalityIntake> intakes;
  private final BottleneckNetwork network;
  private final LatentStage stage;
  private final SunSettings settings;
  private final long seed;
  private HeldOutFindings findings;

  Resolving(
      List<ModalityIntake> intakes,
      BottleneckNetwork network,
      LatentStage stage,
      SunSettings settings,
      long seed) {
    this.intakes = intakes;
    this.network = network;
    this.stage = stage;
    this.settings = settings;
    this.seed = seed;
    findings = HeldOutFindings.none(stage.layout());
  }

  HeldOutFindings findings() {
    return findings;
  }

  void restore(HeldOutFindings saved) {
    findings = saved;
  }

  RefitReport refit(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    EncoderRestarts.Outcome encoders = settle(reservoir, heldOut);
    RefitReport report = resolve(reservoir, heldOut);
    findings =
        new HeldOutStudy(intakes, network, stage, settings.graph())
            .measure(heldOut, encoders.rests(), findings);
    return encoders.sentence().isEmpty() ? report : report.after(encoders.sentence());
  }

  /** Brings encoders to rest where something will be solved, and says what their latents leave. */
  private EncoderRestarts.Outcome settle(
      List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    if (intakes.size() > 1
        && withAllModalities(reservoir) >= FEWEST_COMPLETE
        && withAllModalities(heldOut) >= FEWEST_COMPLETE_HELD_OUT) {
      new Settling(intakes, network, seed).run(reservoir, settings.settlingSteps());
      if (!network.settled()) { // later, components stand on these encoders
        return new EncoderRestarts(intakes, network, settings, seed).run(reservoir, heldOut);
      }
    }
    return new EncoderRestarts.Outcome(
        RestOfSummaries.measure(intakes, network::freeze, reservoir, heldOut), "");
  }

  private RefitReport resolve(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    if (intakes.size() < 2) {
      return unchanged(Double.NaN, "Nothing to solve: one modality has no cross-modal graph.");
    }
    Codes train = CodePass.read(intakes, network::freeze, reservoir);
    Codes test = CodePass.read(intakes, network::freeze, heldOut);
    if (train.completeRows() < FEWEST_COMPLETE || test.completeRows() < FEWEST_COMPLETE_HELD_OUT) {
      return unchanged(
          Double.NaN,
          "NOT_ENOUGH_DATA: %d windows with all modalities (%d needed) and %d held out (%d needed)."
              .formatted(
                  train.completeRows(),
                  FEWEST_COMPLETE,
                  test.completeRows(),
                  FEWEST_COMPLETE_HELD_OUT));
    }
    return solve(train, test);
  }

  private long withAllModalities(List<AlignedWindow> windows) {
    return windows.stream()
        .filter(w -> intakes.stream().allMatch(i -> w.grid(i.shape().name()) != null))
        .count();
  }

  private RefitReport solve(Codes train, Codes test) {
    StageMaps maps = StageMaps.of(stage.layout(), train);
    CodeSample trainSample = stage.whiten(maps, train);
    CodeSample testSample = stage.whiten(maps, test);
    double before = stage.solved() ? stage.cost(test) : Double.NaN;
    SolveResult result =
        LatentSolver.solve(
            trainSample, testSample, solver(), settings.graph(), stage.model(), stage.names());
    if (!result.solved()) {
      return unchanged(before, "NOT_ENOUGH_DATA: " + result.shortfall());
    }
    double after = result.heldOutNll() - maps.volume(testSample.present(), intakes.size());
    if (stage.solved() && !(after < before - LEAST_GAIN)) {
      result.model().close();
      return new RefitReport(
          false,
          before,
          after,
          selectedEdges(),
          "Kept the current latent model: the new one gains %.3f nats, %.2f are needed."
              .formatted(before - after, LEAST_GAIN));
    }
    float[][] old = stage.components(stage.whiten(network, test));
    float[][] fresh = result.model().transform(testSample);
    ComponentMatching[] matching = new ComponentMatching[fresh.length];
    for (int c = 0; c < fresh.length; c++) {
      int latents = stage.blocks().get(c).latents();
      matching[c] = ComponentMatching.of(old[c], fresh[c], latents, testSample.present()[c]);
    }
    stage.adopt(maps, result.model(), matching);
    network.settle();
    findings = findings.withAgreement(result.agreement(), result.goodReplicas());
    return new RefitReport(
        true,
        before,
        after,
        selectedEdges(),
        "Adopted a latent model solved on %d windows (%d with all modalities)."
            .formatted(train.rows(), train.completeRows()));
  }

  private RefitReport unchanged(double nll, String remark) {
    return new RefitReport(false, nll, nll, selectedEdges(), remark);
  }

  private int selectedEdges() {
    return (int) stage.graph().edges().stream().filter(CausalEdge::selected).count();
  }

  private SolverSettings solver() {
    long drawn = CounterRandom.at(seed, network.steps(), SOLVER_STREAM).nextLong();
    SolverSettings defaults = SolverSettings.defaults(drawn);
    return defaults
        .withReplicas(settings.replicas())
        .withSteps(settings.refitSteps())
        .withRefitSteps(Math.max(1, settings.refitSteps() / PRUNING_SHARE));
  }
}
