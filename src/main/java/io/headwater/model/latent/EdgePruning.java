package io.headwater.model.latent;

import java.util.List;

/**
 * Takes away edges that do not pay on held-out rows. The gates alone do not prune: false edges stay
 * open at a gain near zero. Of edges that the user requires the strongest stays.
 */
final class EdgePruning {
  /** Most edges dropped per replica in each round: later gains depend on earlier drops. */
  private static final int[] MOST_DROPPED = {4, 3, 2, 1, 1};

  private static final double OPEN = 0.5;
  private static final double REFIT_RATE = 0.25;
  private static final int LAST_REFIT = 3;

  /** An edge must also stand out from its own sampling error, which matters with few rows. */
  private static final double STANDARD_ERRORS = 2;

  /**
   * Edges above are believed of one replica; false ones gained up to 0.1 nats on tuning seeds, true
   * ones 0.4 or more.
   */
  private static final double CLEAR_GAIN = 0.15;

  private final ReplicaEvaluation evaluation;
  private final SolverSettings settings;
  private final List<GraphConstraints.Link> required;

  EdgePruning(
      ReplicaEvaluation evaluation, SolverSettings settings, List<GraphConstraints.Link> required) {
    this.evaluation = evaluation;
    this.settings = settings;
    this.required = required;
  }

  /** Hardens the gates, prunes in rounds with refits, and returns the gains of what is left. */
  EdgeGains prune(Replicas replicas, ReplicaTrainer trainer, CodeSample heldOut, int[] rows) {
    ReplicaEvaluation.GateReading gates = evaluation.gates(replicas);
    float[] median = gates.median();
    float[] hard = new float[median.length];
    for (int i = 0; i < hard.length; i++) {
      hard[i] = median[i] > OPEN ? 1 : 0;
    }
    RequiredEdges kept = new RequiredEdges(required, replicas.network().layout());
    kept.open(hard, gates.probability());
    replicas.harden(hard);
    double rate = settings.learningRate() * REFIT_RATE;
    for (int round = 0; round < MOST_DROPPED.length; round++) {
      boolean last = round == MOST_DROPPED.length - 1;
      EdgeGains gains = evaluation.gains(replicas, heldOut, rows);
      boolean dropped = drop(replicas, gains, MOST_DROPPED[round], kept);
      if (last) {
        trainer.refit(LAST_REFIT * settings.refitSteps(), rate, true);
      } else if (dropped) {
        trainer.refit(settings.refitSteps(), rate, false);
      }
    }
    return evaluation.gains(replicas, heldOut, rows);
  }

  /**
   * Closes edges of small gain that equally good replicas do not share: leaks of imperfect
   * components look like that.
   *
   * @param stability share of the equally good replicas that have each edge, NaN where unknown
   * @return the gains of what is left, after a refit; the given ones when nothing was closed
   */
  EdgeGains closeDoubtful(
      Replicas replicas,
      ReplicaTrainer trainer,
      EdgeGains gains,
      float[] stability,
      CodeSample heldOut,
      int[] rows) {
    RequiredEdges kept = new RequiredEdges(required, replicas.network().layout());
    float[] gates = replicas.hardGates().clone();
    boolean any = false;
    for (int i = 0; i < gates.length; i++) {
      boolean doubtful = gains.gain()[i] < CLEAR_GAIN && stability[i] < 1;
      if (gates[i] > 0 && doubtful && !kept.isLast(i, gates)) {
        gates[i] = 0;
        any = true;
      }
    }
    if (!any) {
      return gains;
    }
    replicas.harden(gates);
    trainer.refit(LAST_REFIT * settings.refitSteps(), settings.learningRate() * REFIT_RATE, true);
    return evaluation.gains(replicas, heldOut, rows);
  }

  private boolean drop(Replicas replicas, EdgeGains gains, int most, RequiredEdges kept) {
    float[] gates = replicas.hardGates().clone();
    int perReplica = gates.length / replicas.count();
    boolean any = false;
    for (int r = 0; r < replicas.count(); r++) {
      for (int k = 0; k < most; k++) {
        int weakest = -1;
        for (int i = r * perReplica; i < (r + 1) * perReplica; i++) {
          boolean weak =
              gates[i] > 0 && gains.gain()[i] < needed(gains, i) && !kept.isLast(i, gates);
          if (weak && (weakest < 0 || gains.gain()[i] < gains.gain()[weakest])) {
            weakest = i;
          }
        }
        if (weakest >= 0) {
          gates[weakest] = 0;
          any = true;
        }
      }
    }
    replicas.harden(gates);
    return any;
  }

  private double needed(EdgeGains gains, int edge) {
    return Math.max(settings.minimumGain(), STANDARD_ERRORS * gains.standardError()[edge]);
  }
}
