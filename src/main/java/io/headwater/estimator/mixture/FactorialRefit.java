package io.headwater.estimator.mixture;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.WindowBatch;
import io.headwater.graph.CausalGraph;
import io.headwater.model.CounterRandom;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.mixture.FactorialPosterior;
import io.headwater.model.mixture.FactorialSeeding;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.model.mixture.NodeDagFit;
import io.headwater.model.mixture.OccurringOutcomes;
import io.headwater.model.mixture.OutcomeSpace;
import io.headwater.window.AlignedWindow;
import java.util.List;

/**
 * Places the effects of nodes on a sample of past windows, keeps their names, and fits the graph.
 *
 * <p>As {@link MixtureRefit} does: first encoders come to rest under N(0, I); effects are seeded on
 * their codes, and both move together in turns, of which the best is kept. Of several seedings the
 * likeliest on held-out windows counts; of turns the one whose nodes have valleys between their
 * categories and shift what is measured each by itself.
 */
final class FactorialRefit {
  /** Windows for each free effect that a re-solve needs. */
  private static final int FEWEST_EACH = 20;

  /** Fresh seedings to choose from. */
  private static final int TRIES = 4;

  /** Nats per held-out window by which fresh effects must be better than those that moved. */
  private static final double LEAST_GAIN = 0.05;

  /** Merit by which all turns must fall behind the seeding for it to be gone back to. */
  private static final double LEAST_HARM = 0.01;

  /** Random stream, apart from those of steps. */
  private static final long SEEDS = 1_000_003;

  private final List<ModalityIntake> intakes;
  private final MixtureNetwork network;
  private final FactorialNodes nodes;
  private final MixtureSettings settings;
  private final JointSettling settling;
  private final long seed;
  private FactorialFindings findings = FactorialFindings.none();
  private CausalGraph graph;

  FactorialRefit(
      List<ModalityIntake> intakes,
      MixtureNetwork network,
      FactorialNodes nodes,
      MixtureSettings settings,
      long seed) {
    this.intakes = intakes;
    this.network = network;
    this.nodes = nodes;
    this.settings = settings;
    settling = new JointSettling(intakes, network, nodes, seed);
    this.seed = seed;
    graph = CauseGraph.unknown(nodes.space());
  }

  CausalGraph graph() {
    return graph;
  }

  FactorialFindings findings() {
    return findings;
  }

  RefitReport run(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    List<AlignedWindow> train = MixtureCodes.usable(intakes, reservoir);
    List<AlignedWindow> test = MixtureCodes.usable(intakes, heldOut);
    int fewest = Math.max(MixtureRefit.FEWEST, FEWEST_EACH * nodes.space().contrasts());
    if (train.size() < fewest || test.size() < MixtureRefit.FEWEST_HELD_OUT) {
      return new RefitReport(
          false,
          Double.NaN,
          Double.NaN,
          edges(),
          "NOT_ENOUGH_DATA: %d windows with data (%d needed) and %d held out (%d needed)."
              .formatted(train.size(), fewest, test.size(), MixtureRefit.FEWEST_HELD_OUT),
          true);
    }
    boolean first = !nodes.seeded();
    long drawn = CounterRandom.at(seed, network.steps(), SEEDS).nextLong();
    double before = Double.NaN;
    SeedEvidence evidence = findings.seed();
    boolean fresh = false;
    if (first) {
      settling.settle(train, settings.refitSteps());
      LatentCodes codes = codes(train);
      LatentCodes testCodes = codes(test);
      evidence = SeedEvidence.of(nodes.space(), codes, testCodes, test.size(), drawn);
      FactorialSeeding.Seeded seeded =
          new FactorialSeeding(nodes.space(), codes).best(testCodes, TRIES, drawn);
      nodes.seed(seeded.mixture(), seeded.tables(), codes);
      settleInTurns(train, test, drawn);
    } else {
      before = -nodes.posterior().meanBound(codes(test));
      settling.settle(train, Math.max(1, settings.refitSteps() / 4));
      fresh = place(train, test, drawn);
    }
    return solved(
        train, test, drawn, evidence, before, first ? "Seeded" : fresh ? "Replaced" : "Moved");
  }

  private RefitReport solved(
      List<AlignedWindow> train,
      List<AlignedWindow> test,
      long drawn,
      SeedEvidence evidence,
      double before,
      String what) {
    Examined examined = examine(train, test);
    double rows = MixtureRefit.effectiveRows(train, examined.codes);
    fitGraph(examined, rows, drawn);
    findings =
        new FactorialConditions(intakes, network, nodes, graph).measure(test, examined, evidence);
    return new RefitReport(
        true,
        before,
        -nodes.posterior().meanBound(examined.testCodes),
        edges(),
        "%s effects of %d nodes on %d windows; %.2f of the nodes have a valley, additivity %.3f."
            .formatted(
                what,
                nodes.space().nodes(),
                train.size(),
                examined.gaps.apart(),
                examined.effects.additivity()));
  }

  private LatentCodes codes(List<AlignedWindow> windows) {
    return MixtureCodes.of(intakes, network, windows);
  }

  /**
   * What windows show of the nodes as they are.
   *
   * @param learned [row][node] categories of windows learned from
   * @param apart the same of windows held out
   */
  record Examined(
      LatentCodes codes,
      LatentCodes testCodes,
      int[][] learned,
      int[][] apart,
      NodeGaps gaps,
      NodeEffects effects) {
    double merit() {
      return gaps.apart() + (effects.additivity() > 0 ? effects.additivity() : 0);
    }
  }

  /** By evidence alone: the tables of the graph before would be found again. */
  private Examined examine(List<AlignedWindow> train, List<AlignedWindow> test) {
    OutcomeSpace space = nodes.space();
    LatentCodes codes = codes(train);
    LatentCodes testCodes = codes(test);
    FactorialPosterior posterior = current().posterior();
    int[][] learned = posterior.likeliest(codes);
    int[][] apart = posterior.likeliest(testCodes);
    WindowBatch trainBatch = WindowBatch.read(intakes, train);
    WindowBatch testBatch = WindowBatch.read(intakes, test);
    return new Examined(
        codes,
        testCodes,
        learned,
        apart,
        NodeGaps.measure(space, trainBatch, learned, testBatch, apart),
        NodeEffects.measure(space, trainBatch, learned, testBatch, apart));
  }

  private FactorialSeeding.Seeded current() {
    return new FactorialSeeding.Seeded(nodes.mixture(), nodes.sums().masses());
  }

  /**
   * Moves encoders and effects together in turns, and goes back to the end of the best, or to where
   * they began: in loud data nodes can come to nothing on the way.
   */
  private void settleInTurns(List<AlignedWindow> train, List<AlignedWindow> test, long drawn) {
    settling.begin();
    settling.keep(examine(train, test).merit() - LEAST_HARM);
    for (int turn = 1; turn <= JointSettling.TURNS; turn++) {
      settling.settle(train, Math.max(1, settings.refitSteps() / JointSettling.TURNS));
      place(train, test, drawn + turn);
      settling.keep(examine(train, test).merit());
    }
    settling.goBack();
  }

  /** Chooses between the effects as they moved and fresh ones; whether it took fresh ones. */
  private boolean place(List<AlignedWindow> train, List<AlignedWindow> test, long drawn) {
    LatentCodes codes = codes(train);
    LatentCodes testCodes = codes(test);
    FactorialSeeding seeding = new FactorialSeeding(nodes.space(), codes);
    FactorialSeeding.Seeded old = current();
    FactorialSeeding.Seeded best = old;
    double most = best.posterior().meanBound(testCodes);
    FactorialSeeding.Seeded moved = seeding.improve(best);
    double improved = moved.posterior().meanBound(testCodes);
    if (improved >= most) {
      best = moved;
      most = improved;
    }
    FactorialSeeding.Seeded seeded = seeding.best(testCodes, TRIES, drawn);
    boolean fresh = seeded.posterior().meanBound(testCodes) > most + LEAST_GAIN;
    if (fresh) {
      NodeNames names =
          NodeNames.of(
              nodes.space(), old.posterior().likeliest(codes), seeded.posterior().likeliest(codes));
      best =
          new FactorialSeeding.Seeded(
              names.renamed(seeded.mixture()), names.renamed(nodes.space(), seeded.masses()));
    }
    nodes.seed(best.mixture(), best.tables(), codes);
    return fresh;
  }

  private void fitGraph(Examined examined, double rows, long drawn) {
    OutcomeSpace space = nodes.space();
    OccurringOutcomes learned = OccurringOutcomes.of(examined.learned);
    OccurringOutcomes apart = OccurringOutcomes.of(examined.apart);
    NodeDagFit fit = new NodeDagFit(space, learned, rows);
    boolean[][] dag = fit.fit(drawn);
    nodes.label(fit.tables(dag));
    graph = CauseGraph.of(space, new NodeEvidence(space, fit, learned, rows, apart), dag, drawn);
  }

  private int edges() {
    return graph.selectedEdges().size();
  }

  void write(StateWriter out) {
    findings.write(out);
    CauseGraph.write(graph, out);
  }

  void read(StateReader in) {
    findings = FactorialFindings.read(in);
    graph = CauseGraph.read(nodes.space(), in);
  }
}
