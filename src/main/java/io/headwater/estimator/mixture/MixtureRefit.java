package io.headwater.estimator.mixture;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.WindowBatch;
import io.headwater.estimator.report.RowSet;
import io.headwater.graph.CausalGraph;
import io.headwater.model.CounterRandom;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.mixture.GaussianMixture;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.model.mixture.MixtureSeeding;
import io.headwater.model.mixture.OutcomeLabelling;
import io.headwater.window.AlignedWindow;
import java.util.Arrays;
import java.util.List;

/**
 * Places the components on a sample of past windows and has them named ({@link ComponentNaming}).
 *
 * <p>First time: encoders come to rest under N(0, I), components are seeded on their codes, and
 * both move together for as many steps again, in turns, of which the best is kept. Of all seedings
 * the one counts whose clusters lie apart and like a product. Later the components as they have
 * moved are compared with a fresh seeding in the same way, which is also how dead components come
 * back to life. What is published keeps its name.
 */
final class MixtureRefit {
  /** Fewer windows than this carry no mixture. */
  static final int FEWEST = 200;

  static final int FEWEST_HELD_OUT = 50;

  /** Merit by which fresh components must be better. */
  private static final double LEAST_GAIN = 0.03;

  /** Fresh seedings to choose from at first. */
  private static final int FIRST_TRIES = 9;

  /** The same after each turn. */
  private static final int TRIES = 3;

  /** Random stream, apart from those of steps. */
  private static final long SEEDS = 1_000_003;

  private final List<ModalityIntake> intakes;
  private final MixtureNetwork network;
  private final OutcomeMixture outcomes;
  private final ComponentNaming naming;
  private final MixtureSettings settings;
  private final JointSettling settling;
  private final long seed;
  private MixtureFindings findings;
  private CausalGraph graph;

  MixtureRefit(
      List<ModalityIntake> intakes,
      MixtureNetwork network,
      OutcomeMixture outcomes,
      MixtureSettings settings,
      long seed) {
    this.intakes = intakes;
    this.network = network;
    this.outcomes = outcomes;
    naming = new ComponentNaming(intakes, outcomes);
    this.settings = settings;
    settling = new JointSettling(intakes, network, outcomes, seed);
    this.seed = seed;
    findings = MixtureFindings.none();
    graph = CauseGraph.unknown(outcomes.space());
  }

  CausalGraph graph() {
    return graph;
  }

  MixtureFindings findings() {
    return findings;
  }

  RefitReport run(List<AlignedWindow> reservoir, List<AlignedWindow> heldOut) {
    List<AlignedWindow> train = MixtureCodes.usable(intakes, reservoir);
    List<AlignedWindow> test = MixtureCodes.usable(intakes, heldOut);
    if (train.size() < FEWEST || test.size() < FEWEST_HELD_OUT) {
      return new RefitReport(
          false,
          Double.NaN,
          Double.NaN,
          edges(),
          "NOT_ENOUGH_DATA: %d windows with data (%d needed) and %d held out (%d needed)."
              .formatted(train.size(), FEWEST, test.size(), FEWEST_HELD_OUT),
          true);
    }
    boolean first = !outcomes.seeded();
    long drawn = CounterRandom.at(seed, network.steps(), SEEDS).nextLong();
    double before = Double.NaN;
    ClusterCount count = findings.count();
    boolean replaced = false;
    if (first) {
      settling.settle(train, settings.refitSteps());
      network.fixScales();
      LatentCodes codes = MixtureCodes.of(intakes, network, train);
      // Codes that no mixture has shaped yet: later they would only say what they were told.
      count = ClusterCount.of(codes, outcomes.space().size(), effectiveRows(train, codes), drawn);
      outcomes.seed(new MixtureSeeding(codes).fit(outcomes.space().size(), drawn), codes);
      place(train, test, FIRST_TRIES, drawn);
      settleInTurns(train, test, drawn);
    } else {
      before = -outcomes.mixture().meanLogDensity(MixtureCodes.of(intakes, network, test));
      settling.settle(train, Math.max(1, settings.refitSteps() / 4));
      replaced = place(train, test, 1, drawn).fresh();
    }
    LatentCodes codes = MixtureCodes.of(intakes, network, train);
    LatentCodes testCodes = MixtureCodes.of(intakes, network, test);
    ComponentNaming.Named named =
        naming.name(train, codes, testCodes, effectiveRows(train, codes), drawn);
    graph = named.graph();
    OutcomeLabelling.Split split = named.split();
    findings =
        new MixtureConditions(intakes, network, outcomes, graph)
            .measure(train, codes, test, testCodes, split, count);
    return new RefitReport(
        true,
        before,
        -outcomes.mixture().meanLogDensity(testCodes),
        edges(),
        "%s %d components on %d windows; additivity %.3f, %.3f above the next split."
            .formatted(
                first ? "Seeded" : replaced ? "Replaced" : "Moved",
                outcomes.space().size(),
                train.size(),
                split.best().additivity(),
                split.margin()));
  }

  /**
   * Moves encoders and components together in turns, and goes back to the end of the best: encoders
   * that have adapted to components that are wrong hardly come free of them.
   */
  private void settleInTurns(List<AlignedWindow> train, List<AlignedWindow> test, long drawn) {
    settling.begin();
    for (int turn = 1; turn <= JointSettling.TURNS; turn++) {
      settling.settle(train, Math.max(1, settings.refitSteps() / JointSettling.TURNS));
      Placement placed = place(train, test, TRIES, drawn + turn);
      settling.keep(placed.merit());
    }
    settling.goBack();
  }

  /** Components in place: whether they are fresh, and their merit. */
  private record Placement(boolean fresh, double merit) {}

  /**
   * Chooses between the components as they moved and fresh ones: by how many windows lie in
   * clusters that are apart and whole, and how far the clusters lie like a product, which is what
   * the model assumes.
   *
   * @param tries how often fresh ones are seeded
   */
  private Placement place(
      List<AlignedWindow> train, List<AlignedWindow> test, int tries, long drawn) {
    LatentCodes codes = MixtureCodes.of(intakes, network, train);
    LatentCodes testCodes = MixtureCodes.of(intakes, network, test);
    MixtureSeeding seeding = new MixtureSeeding(codes);
    int size = outcomes.space().size();
    GaussianMixture best = outcomes.mixture();
    double merit = merit(best, train, codes, test, testCodes);
    GaussianMixture moved = seeding.improve(best);
    double improved = merit(moved, train, codes, test, testCodes);
    if (improved >= merit) {
      best = moved;
      merit = improved;
    }
    boolean fresh = false;
    for (int k = 0; k < tries; k++) {
      int more = Math.max(2, size * (1 + k % 3) / 3); // a third, two thirds or as many again
      GaussianMixture seeded = seeding.fit(size, more, drawn ^ (k + 1));
      double found = merit(seeded, train, codes, test, testCodes);
      if (found > merit + (fresh ? 0 : LEAST_GAIN)) {
        merit = found;
        best = seeded;
        fresh = true;
      }
    }
    if (fresh) {
      int[] order =
          OutcomeNames.components(
              MixtureCodes.likeliest(outcomes.mixture(), codes),
              MixtureCodes.likeliest(best, codes),
              size);
      best = best.reordered(order);
    }
    outcomes.seed(best, codes);
    return new Placement(fresh, merit);
  }

  /** Shares of windows in clusters that lie apart and are whole, plus additivity. */
  private double merit(
      GaussianMixture mixture,
      List<AlignedWindow> train,
      LatentCodes codes,
      List<AlignedWindow> test,
      LatentCodes testCodes) {
    WindowBatch learned = WindowBatch.read(intakes, train);
    int[] ofLearned = MixtureCodes.likeliest(mixture, codes);
    int[] ofTest = MixtureCodes.likeliest(mixture, testCodes);
    WindowBatch heldOut = WindowBatch.read(intakes, test);
    return ClusterGaps.measure(mixture, learned, ofLearned, heldOut, ofTest).apart()
        + ClusterUnity.measure(mixture.components(), learned, ofLearned)
        + naming.labelling(mixture, train, codes).search(seed).best().additivity();
  }

  /** How many independent windows these are worth: of a subject they resemble their neighbours. */
  static double effectiveRows(List<AlignedWindow> windows, LatentCodes codes) {
    String[] subjects = windows.stream().map(AlignedWindow::subject).toArray(String[]::new);
    RowSet rows = RowSet.where(subjects, r -> true);
    double least = windows.size();
    for (int d = 0; d < codes.dimensions(); d++) {
      int of = d;
      double[] column = Arrays.stream(codes.mean()).mapToDouble(row -> row[of]).toArray();
      least = Math.min(least, rows.effective(column));
    }
    return Math.max(1, least);
  }

  private int edges() {
    return graph.selectedEdges().size();
  }

  void write(StateWriter out) {
    findings.write(out);
    CauseGraph.write(graph, out);
  }

  void read(StateReader in) {
    findings = MixtureFindings.read(in);
    graph = CauseGraph.read(outcomes.space(), in);
  }
}
