package io.headwater.estimator.partial;

import io.headwater.estimator.ComponentMatching;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.estimator.network.CodePass;
import io.headwater.estimator.network.Codes;
import io.headwater.estimator.network.Settling;
import io.headwater.model.CounterRandom;
import io.headwater.model.latent.CodeSample;
import io.headwater.model.latent.GraphConstraints;
import io.headwater.model.latent.LatentSolver;
import io.headwater.model.latent.SolveResult;
import io.headwater.model.latent.SolverSettings;
import io.headwater.model.sharing.ComponentRows;
import io.headwater.model.sharing.IntrinsicDimension;
import io.headwater.window.AlignedWindow;
import java.util.List;

/**
 * Brings encoders to rest, decides membership anew and solves the graph between the blocks that
 * follow from it. The new decision is always taken: another membership is another model, and costs
 * of the two cannot be compared.
 */
final class PartialResolving {
  /** Fewer windows of a modality cannot carry a decision. */
  static final int FEWEST = 200;

  static final int FEWEST_HELD_OUT = 50;

  /** Every set of modalities is a block, and orders of many blocks take too long to search. */
  static final int MOST_BLOCKS = 8;

  /** Each refit after edges were dropped takes a twenty-fifth of the steps. */
  private static final int PRUNING_SHARE = 25;

  /** Random stream of solver seeds, apart from those of code noise. */
  private static final long SOLVER_STREAM = 1_000_003;

  private final List<ModalityIntake> intakes;
  private final BottleneckNetwork network;
  private final PartialStage stage;
  private final PartialSettings settings;
  private final long seed;
  private PartialFindings findings;

  PartialResolving(
      List<ModalityIntake> intakes,
      BottleneckNetwork network,
      PartialStage stage,
      PartialSettings settings,
      long seed) {
    this.intakes = intakes;
    this.network = network;
    this.stage = stage;
    this.settings = settings;
    this.seed = seed;
    findings = PartialFindings.none(stage.shapes());
  }

  PartialFindings findings() {
    return findings;
  }

  void restore(PartialFindings saved) {
    findings = saved;
  }

  RefitReport refit(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    if (intakes.size() < 2) {
      return unchanged("Nothing to decide: one modality shares nothing.");
    }
    for (ModalityIntake intake : intakes) {
      String name = intake.shape().name();
      long train = with(name, reservoir);
      long test = with(name, heldOut);
      if (train < FEWEST || test < FEWEST_HELD_OUT) {
        return unchanged(
            "NOT_ENOUGH_DATA: %d windows with '%s' (%d needed) and %d held out (%d needed)."
                .formatted(train, name, FEWEST, test, FEWEST_HELD_OUT));
      }
    }
    new Settling(intakes, network, seed).run(reservoir, settings.settlingSteps());
    Codes train = CodePass.read(intakes, network::freeze, reservoir);
    Codes test = CodePass.read(intakes, network::freeze, heldOut);
    return decide(train, test, heldOut);
  }

  private static long with(String modality, List<AlignedWindow> windows) {
    return windows.stream().filter(w -> w.grid(modality) != null).count();
  }

  private RefitReport decide(Codes train, Codes test, List<AlignedWindow> heldOut) {
    SharingMaps maps = new Deciding(intakes, network, settings.rule()).decide(train, test, heldOut);
    Graph graph = graph(maps, maps.blocks(train), maps.blocks(test));
    float[][] old =
        stage.components(
            test, stage.decided() ? null : Deciding.undecided(stage.shapes(), network));
    float[][] blocks = PartialStage.unmix(maps.blocks(test), graph.solved.model());
    ComponentMatching[] matching = new ComponentMatching[intakes.size()];
    for (int m = 0; m < matching.length; m++) {
      int latents = stage.shapes().get(m).latents();
      matching[m] =
          ComponentMatching.of(
              old[m],
              PartialStage.ofModality(maps, blocks, m, latents),
              latents,
              test.present()[m]);
    }
    stage.adopt(maps, graph.solved.model(), matching);
    network.settle();
    findings =
        PartialFindings.of(
            stage, test, settings, dimensions(maps.components(train)), graph.maskGain);
    int shared =
        (int) maps.membership().slots().stream().filter(slot -> slot.members() > 1).count();
    return new RefitReport(
        true,
        Double.NaN,
        graph.solved.heldOutNll(),
        stage.graph().selectedEdges().size(),
        "Decided membership on %d held-out windows: %d latents, %d of them shared, %d pairs in the grey zone. %s"
            .formatted(
                test.rows(),
                maps.membership().slots().size(),
                shared,
                maps.membership().grey().size(),
                graph.solved.solved() ? "The graph was solved." : graph.solved.shortfall()));
  }

  private static double[] dimensions(ComponentRows components) {
    double[] dimensions = new double[components.modalities()];
    for (int m = 0; m < dimensions.length; m++) {
      dimensions[m] = IntrinsicDimension.of(components, m);
    }
    return dimensions;
  }

  /**
   * @param maskGain nats per window that edges from specific to shared latents would gain; NaN when
   *     not asked
   */
  private record Graph(SolveResult solved, double maskGain) {}

  private Graph graph(SharingMaps maps, CodeSample train, CodeSample test) {
    int blocks = maps.layout().blocks().size();
    if (blocks < 2 || blocks > MOST_BLOCKS) {
      return new Graph(
          none(
              blocks,
              "No graph: %d sets of modalities hold latents, 2 to %d can be linked."
                  .formatted(blocks, MOST_BLOCKS)),
          Double.NaN);
    }
    GraphConstraints mask = maps.layout().specificCauseNothingShared();
    if (settings.specificMayCause() || mask.forbidden().isEmpty()) {
      return new Graph(solve(maps, train, test, GraphConstraints.none()), Double.NaN);
    }
    SolveResult masked = solve(maps, train, test, mask);
    if (!masked.solved()) {
      return new Graph(masked, Double.NaN);
    }
    SolveResult free = solve(maps, train, test, GraphConstraints.none());
    double gain = free.solved() ? masked.score() - free.score() : Double.NaN;
    if (free.solved()) {
      free.model().close();
    }
    return new Graph(masked, gain);
  }

  private SolveResult solve(
      SharingMaps maps, CodeSample train, CodeSample test, GraphConstraints constraints) {
    return LatentSolver.solve(train, test, solver(), constraints, null, maps.layout().names());
  }

  private static SolveResult none(int blocks, String why) {
    double[] agreement = new double[blocks];
    java.util.Arrays.fill(agreement, Double.NaN);
    return new SolveResult(null, Double.NaN, Double.NaN, List.of(), agreement, 0, null, why);
  }

  private RefitReport unchanged(String remark) {
    return new RefitReport(
        false, Double.NaN, Double.NaN, stage.graph().selectedEdges().size(), remark);
  }

  private SolverSettings solver() {
    long drawn = CounterRandom.at(seed, network.steps(), SOLVER_STREAM).nextLong();
    return SolverSettings.defaults(drawn)
        .withReplicas(settings.replicas())
        .withSteps(settings.refitSteps())
        .withRefitSteps(Math.max(1, settings.refitSteps() / PRUNING_SHARE));
  }
}
