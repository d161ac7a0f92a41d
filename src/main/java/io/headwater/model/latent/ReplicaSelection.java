package io.headwater.model.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses the replica with the least held-out score and asks those that are equally good whether
 * they found the same components.
 */
final class ReplicaSelection {
  /**
   * Likelihoods closer than this for each latent are equal, whatever the sampling error: fits from
   * different starts end that far apart. More rivals make agreement harder to reach, not easier.
   */
  private static final double EQUAL_PER_LATENT = 0.03;

  /** A rival may have one weak edge more or less for reasons of sampling. */
  private static final int SPARE_EDGES = 1;

  private static final double STANDARD_ERRORS = 2;

  /** Rank correlations are sharp enough with this many rows. */
  private static final int MATCHING_ROWS = 2000;

  private final Replicas replicas;
  private final ReplicaTrainer trainer;
  private final ReplicaEvaluation.Measured measured;
  private final CodeSample heldOut;
  private final int[] rows;
  private final double[] score;
  private final int best;
  private final List<Integer> good = new ArrayList<>();

  ReplicaSelection(
      Replicas replicas,
      ReplicaTrainer trainer,
      ReplicaEvaluation.Measured measured,
      CodeSample heldOut,
      int[] rows,
      SolverSettings settings) {
    this.replicas = replicas;
    this.trainer = trainer;
    this.measured = measured;
    this.heldOut = heldOut;
    this.rows = rows;
    this.score =
        IntStream.range(0, replicas.count())
            .mapToDouble(r -> measured.nll(r) + settings.edgePrice() * replicas.edgesOf(r))
            .toArray();
    this.best = least(score);
    int latents = Arrays.stream(replicas.network().layout().latents()).sum();
    for (int r = 0; r < score.length; r++) {
      double tolerated =
          EQUAL_PER_LATENT * latents
              + SPARE_EDGES * settings.edgePrice()
              + STANDARD_ERRORS * gapError(r);
      if (score[r] - score[best] <= tolerated) {
        good.add(r);
      }
    }
  }

  private static int least(double[] score) {
    int best = 0;
    for (int r = 1; r < score.length; r++) {
      if (score[r] < score[best] || Double.isNaN(score[best])) {
        best = r;
      }
    }
    return best;
  }

  /** Standard error of the paired difference in likelihood to the best. */
  private double gapError(int replica) {
    float[] mine = measured.rowNll()[replica];
    float[] other = measured.rowNll()[best];
    double mean = measured.nll(replica) - measured.nll(best);
    double squares = 0;
    for (int i = 0; i < mine.length; i++) {
      double excess = mine[i] - other[i] - mean;
      squares += excess * excess;
    }
    return Math.sqrt(squares / mine.length / Math.max(1, mine.length - 1));
  }

  /**
   * Share of the equally good replicas that have each edge once components are matched, (replica,
   * parent, child); NaN where there is only one, and for replicas that are not among them.
   */
  float[] stability() {
    LatentLayout layout = replicas.network().layout();
    int edges = layout.nodes() * layout.nodes();
    float[] stability = new float[replicas.count() * edges];
    Arrays.fill(stability, Float.NaN);
    for (int r : good) {
      System.arraycopy(stability(r, layout), 0, stability, r * edges, edges);
    }
    return stability;
  }

  private float[] stability(int replica, LatentLayout layout) {
    float[] share = replicas.hardGatesOf(replica);
    for (int other : good) {
      if (other != replica) {
        ComponentMatch match = ComponentMatch.between(latents(replica), latents(other));
        addMatchedEdges(share, replicas.hardGatesOf(other), match, layout);
      }
    }
    for (int i = 0; i < share.length; i++) {
      share[i] = good.size() > 1 ? share[i] / good.size() : Float.NaN;
    }
    return share;
  }

  /**
   * @param order in which all replicas were fitted
   */
  SolveResult result(CausalOrder order, EdgeGains gains, float[] probability) {
    LatentLayout layout = replicas.network().layout();
    double[] agreement = new double[layout.modalities()];
    Arrays.fill(agreement, good.size() > 1 ? 0 : Double.NaN);
    for (int r : good) {
      if (r != best) {
        ComponentMatch match = ComponentMatch.between(latents(best), latents(r));
        for (int m = 0; m < agreement.length; m++) {
          agreement[m] += match.agreement()[m] / (good.size() - 1);
        }
      }
    }
    LatentModel model = model(order, gains, probability, stability(best, layout));
    return new SolveResult(
        model, measured.nll(best), score[best], summaries(), agreement, good.size(), order, "");
  }

  private static void addMatchedEdges(
      float[] count, float[] gates, ComponentMatch match, LatentLayout layout) {
    int nodes = layout.nodes();
    for (int parent = 0; parent < nodes; parent++) {
      for (int child = 0; child < nodes; child++) {
        if (layout.isLatent(parent) && layout.isLatent(child)) {
          int from = matched(parent, match, layout);
          int to = matched(child, match, layout);
          boolean within = layout.isWithin(parent * nodes + child); // has no direction
          count[parent * nodes + child] +=
              within
                  ? Math.max(gates[from * nodes + to], gates[to * nodes + from])
                  : gates[from * nodes + to];
        }
      }
    }
  }

  private static int matched(int node, ComponentMatch match, LatentLayout layout) {
    int m = layout.modalityOf(node);
    return layout.node(m, match.permutation()[m][node - layout.node(m, 0)]);
  }

  private LatentModel model(
      CausalOrder order, EdgeGains gains, float[] probability, float[] stability) {
    LatentLayout layout = replicas.network().layout();
    int edges = layout.nodes() * layout.nodes();
    float[] gates = replicas.hardGatesOf(best);
    float[] gain = Arrays.copyOfRange(gains.gain(), best * edges, (best + 1) * edges);
    for (int i = 0; i < edges; i++) {
      gain[i] = gates[i] > 0 ? gain[i] : Float.NaN;
    }
    int modalities = layout.modalities();
    float[] direction = new float[modalities * modalities];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (float) order.directionGap()[i / modalities][i % modalities];
    }
    EdgeEvidence evidence =
        new EdgeEvidence(
            Arrays.copyOfRange(replicas.edgeMask(), best * edges, (best + 1) * edges),
            gain,
            Arrays.copyOfRange(probability, best * edges, (best + 1) * edges),
            stability,
            direction);
    return new LatentModel(
        new ModelState(
            replicas.network().shape(),
            order.rank(),
            replicas.parametersOf(best),
            replicas.basesOf(best),
            gates,
            evidence,
            ModelState.identityPermutation(layout.latents()),
            ModelState.positiveSigns(layout.latents())));
  }

  private List<ReplicaSummary> summaries() {
    return IntStream.range(0, replicas.count())
        .mapToObj(
            r ->
                new ReplicaSummary(
                    r,
                    measured.nll(r),
                    score[r],
                    replicas.edgesOf(r),
                    good.contains(r),
                    trainer.skipped(r)))
        .toList();
  }

  private CodeSample latents(int replica) {
    LatentLayout layout = replicas.network().layout();
    int count = Math.min(rows.length, MATCHING_ROWS);
    int[] latents = layout.latents();
    float[][] codes = new float[latents.length][];
    byte[][] present = new byte[latents.length][count];
    for (int m = 0; m < latents.length; m++) {
      codes[m] = new float[count * latents[m]];
      for (int i = 0; i < count; i++) {
        present[m][i] = heldOut.present()[m][rows[i]];
        System.arraycopy(
            measured.latents()[replica],
            i * layout.nodes() + layout.node(m, 0),
            codes[m],
            i * latents[m],
            latents[m]);
      }
    }
    return new CodeSample(count, latents, new int[latents.length], codes, present);
  }
}
