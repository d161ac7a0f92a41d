package io.headwater.estimator.mixture;

import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.WindowBatch;
import io.headwater.graph.CausalGraph;
import io.headwater.model.mixture.DagFit;
import io.headwater.model.mixture.GaussianMixture;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.model.mixture.OnlineMixture;
import io.headwater.model.mixture.OutcomeLabelling;
import io.headwater.model.mixture.OutcomeSpace;
import io.headwater.window.AlignedWindow;
import java.util.List;

/** Says which joint outcome each component is, and fits the graph between the nodes. */
final class ComponentNaming {
  /** Additivity by which another way to name the components must be better. */
  private static final double LEAST_ADDITIVITY = 0.05;

  /** Ways to name them that are this close are decided by the length of the graph's description. */
  private static final double TIE = 0.01;

  private final List<ModalityIntake> intakes;
  private final OutcomeMixture outcomes;

  ComponentNaming(List<ModalityIntake> intakes, OutcomeMixture outcomes) {
    this.intakes = intakes;
    this.outcomes = outcomes;
  }

  /** Ways to split the components into nodes, and the graph of the one taken. */
  record Named(OutcomeLabelling.Split split, CausalGraph graph) {}

  /** The ways to name components, by where their windows lie in what is measured. */
  OutcomeLabelling labelling(
      GaussianMixture mixture, List<AlignedWindow> train, LatentCodes codes) {
    SummaryCentres centres =
        SummaryCentres.of(
            WindowBatch.read(intakes, train),
            MixtureCodes.likeliest(mixture, codes),
            mixture.components());
    boolean[] dead = new boolean[mixture.components()];
    double[] masses = MixtureCodes.masses(mixture, codes);
    for (int c = 0; c < dead.length; c++) {
      dead[c] = masses[c] < OnlineMixture.DEAD_SHARE / dead.length;
    }
    return OutcomeLabelling.of(
        outcomes.space(), centres.mean(), centres.variance(), centres.without(dead));
  }

  /**
   * Names components and fits the graph between nodes. Names that were given once are kept unless
   * others are better by far.
   *
   * @param rows effective number of windows learned from
   */
  Named name(
      List<AlignedWindow> train, LatentCodes codes, LatentCodes test, double rows, long drawn) {
    OutcomeSpace space = outcomes.space();
    GaussianMixture mixture = outcomes.mixture();
    double[] masses = MixtureCodes.masses(mixture, codes);
    OutcomeLabelling labelling = labelling(mixture, train, codes);
    OutcomeLabelling.Split split = labelling.search(drawn);
    int[] chosen = shortest(split, masses, rows);
    if (outcomes.labelled()) {
      double kept = labelling.additivity(outcomes.outcome());
      chosen =
          kept > split.best().additivity() - LEAST_ADDITIVITY
              ? outcomes.outcome()
              : OutcomeNames.aligned(space, outcomes.outcome(), chosen, masses);
    }
    double[] byOutcome = byOutcome(masses, chosen);
    DagFit fit = new DagFit(space, byOutcome, rows);
    boolean[][] dag = fit.fit(drawn);
    outcomes.label(chosen, dag, fit.logProbabilities(dag));
    double[] heldOut = byOutcome(MixtureCodes.masses(outcomes.mixture(), test), chosen);
    GraphEvidence evidence = new ListedEvidence(space, fit, byOutcome, rows, heldOut);
    return new Named(split, CauseGraph.of(space, evidence, dag, drawn));
  }

  private static double[] byOutcome(double[] masses, int[] outcome) {
    double[] out = new double[masses.length];
    for (int c = 0; c < masses.length; c++) {
      out[outcome[c]] += masses[c];
    }
    return out;
  }

  /** Of the most additive ways, the one whose graph is described in the fewest nats. */
  private int[] shortest(OutcomeLabelling.Split split, double[] masses, double rows) {
    int[] best = split.best().outcome();
    double least = Double.POSITIVE_INFINITY;
    for (OutcomeLabelling.Labelling candidate : split.candidates()) {
      if (candidate.additivity() < split.best().additivity() - TIE) {
        break;
      }
      DagFit fit = new DagFit(outcomes.space(), byOutcome(masses, candidate.outcome()), rows);
      double cost = fit.cost(fit.climbed());
      if (cost < least) {
        least = cost;
        best = candidate.outcome();
      }
    }
    return best;
  }
}
