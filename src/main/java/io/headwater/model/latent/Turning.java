package io.headwater.model.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Second stage of a solve: on unbent codes components are a matter of linear maps, so that many
 * cheap random restarts under sparsity can look for the right axes. Each latent is given those of
 * all other modalities, effects as well as causes: axes can be told before the order is known, and
 * an order can hardly be told before the axes are. Two modalities are the exception: they have two
 * orders, each gets its own restarts, and no cause is explained by its effects and their other
 * causes, which would make wrong axes look sparse.
 *
 * <p>Few restarts turn all modalities rightly at once, while most turn some of them rightly. So
 * each of the best goes on by itself for two rounds, once as it is and, for each of half of the
 * modalities, once with its axes drawn anew among the others' kept; the best of these takes its
 * place. Turns never take from one another: that they agree in the end stays a sign that the data
 * determine the axes.
 */
final class Turning {
  /**
   * Early sparsity freezes pairs of latents at 45 degrees; axes first come apart with open gates.
   */
  private static final double OPEN_SHARE = 0.2;

  private static final double FULL_SHARE = 0.3;

  /** Each modality is drawn anew in one of them. */
  private static final int ROUNDS = 2;

  /** Bounds a round's memory; of more than twice as many modalities the rest is not drawn anew. */
  private static final int MOST_REDRAWN = 8;

  /**
   * A linear solution on top of a flow.
   *
   * @param score held-out nats per row of the codes before they were unbent, plus the price of its
   *     edges
   * @param given which latents each was given, (given, latent), 1 or 0
   */
  record Turned(
      Unbending.Unbent flow, float[] parameters, float[] bases, double score, float[] given) {}

  private static final Predicate<Turned> FINITE = t -> Double.isFinite(t.score());
  private static final Comparator<Turned> BEST_FIRST = Comparator.comparingDouble(Turned::score);

  private final Fitting fitting;
  private final LatentNetwork linear;
  private final List<float[]> masks;

  /**
   * @param masks which latents each may be given, (given, latent), 1 or 0; restarts take them in
   *     turn
   */
  Turning(Fitting fitting, LatentNetwork linear, List<float[]> masks) {
    this.fitting = fitting;
    this.linear = linear;
    this.masks = masks;
  }

  /** Open gates first, then the full price of an edge. */
  static Schedule schedule(SolverSettings settings, int steps) {
    return new Schedule(
        steps, settings.learningRate(), settings.sparsity(), OPEN_SHARE, FULL_SHARE);
  }

  /** The best turns over all flows, best first. */
  List<Turned> fit(List<Unbending.Unbent> flows, int wanted) {
    List<Turned> all = new ArrayList<>();
    int each = fitting.settings().stages().turningReplicas() * masks.size();
    for (int f = 0; f < flows.size(); f++) {
      float[][] given = new float[each][];
      Arrays.setAll(given, r -> masks.get(r % masks.size()));
      Replicas replicas = random(Seeds.TURN_STARTS, f * each, given);
      all.addAll(
          turn(
              flows.get(f),
              replicas,
              given,
              Seeds.TURN_STEPS + f,
              fitting.settings().stages().turning()));
    }
    List<Turned> best = all.stream().filter(FINITE).sorted(BEST_FIRST).limit(wanted).toList();
    for (int round = 0; round < ROUNDS; round++) {
      best = goOn(flows, best, round);
    }
    return best;
  }

  private List<Turned> goOn(List<Unbending.Unbent> flows, List<Turned> turned, int round) {
    int modalities = linear.layout().modalities();
    int redrawn = modalities == 1 ? 0 : Math.min((modalities + ROUNDS - 1) / ROUNDS, MOST_REDRAWN);
    int each = redrawn + 1; // the last goes on as it is
    List<Turned> next = new ArrayList<>();
    for (int f = 0; f < flows.size(); f++) {
      Unbending.Unbent flow = flows.get(f);
      List<Turned> own = turned.stream().filter(t -> t.flow().equals(flow)).toList();
      if (own.isEmpty()) {
        continue;
      }
      int stage = round * flows.size() + f;
      float[][] given = new float[own.size() * each][];
      Arrays.setAll(given, r -> own.get(r / each).given());
      Replicas replicas = random(Seeds.REDRAW_STARTS + stage, 0, given);
      for (int r = 0; r < replicas.count(); r++) {
        int anew = r % each < redrawn ? (round * redrawn + r % each) % modalities : -1;
        keep(own.get(r / each), anew, replicas, r);
      }
      List<Turned> tried =
          turn(
              flow,
              replicas,
              given,
              Seeds.REDRAW_STEPS + stage,
              fitting.settings().stages().redrawing());
      for (int t = 0; t < own.size(); t++) {
        List<Turned> its = tried.subList(t * each, (t + 1) * each);
        next.add(its.stream().filter(FINITE).min(BEST_FIRST).orElse(own.get(t)));
      }
    }
    next.sort(BEST_FIRST);
    return next;
  }

  /** All of a turn goes on but the axes of one modality, which stay random, and closed gates. */
  private void keep(Turned turn, int anew, Replicas replicas, int replica) {
    float[] parameters = replicas.parametersOf(replica);
    float[] bases = replicas.basesOf(replica);
    linear.copyDensities(turn.parameters(), parameters);
    for (int m = 0; m < linear.layout().modalities(); m++) {
      if (m != anew) {
        linear
            .flow()
            .copyLinear(linear.table(), m, turn.parameters(), turn.bases(), parameters, bases);
      }
    }
    replicas.warmStart(replica, parameters, bases);
  }

  private Replicas random(long stage, int first, float[][] given) {
    int[] draws = IntStream.range(first, first + given.length).toArray();
    return Replicas.random(linear, fitting.seed(stage), draws, given);
  }

  /** Fits the replicas to unbent codes; one turn for each, in their order. */
  private List<Turned> turn(
      Unbending.Unbent flow, Replicas replicas, float[][] given, long stage, int steps) {
    Fitting unbent = fitting.on(flow);
    unbent.trainer(replicas, stage).train(schedule(fitting.settings(), steps));
    ReplicaEvaluation.Measured measured = unbent.measure(replicas);
    double[] price = fitting.priceOfEdges(replicas);
    List<Turned> turned = new ArrayList<>();
    for (int r = 0; r < replicas.count(); r++) {
      double score = measured.nll(r) - flow.logDeterminant() + price[r];
      turned.add(new Turned(flow, replicas.parametersOf(r), replicas.basesOf(r), score, given[r]));
    }
    return turned;
  }
}
