package io.headwater.model.latent;

import java.util.List;

/**
 * Takes away edges that do not pay on held-out rows. The gates alone do not prune: false edges stay
 * open at a gain near zero. Of edges that the user requires the strongest stays. Edges within
 * modalities, which nothing has priced, are looked at last: they keep wrong axes from paying.
 */
final class EdgePruning {
  /** Most edges dropped per replica in each round: later gains depend on earlier drops. */
  private static final int[] MOST_DROPPED = {4, 3, 2, 1, 1};

  private static final double REFIT_RATE = 0.25;
  private static final int LAST_REFIT = 3;

  /**
   * Edges above are believed of one replica; false ones gained up to 0.1 nats on tuning seeds, true
   * ones 0.4 or more.
   */
  private static final double CLEAR_GAIN = 0.15;

  private final ReplicaEvaluation evaluation;
  private final SolverSettings settings;
  private final CodeSample heldOut;
  private final int[] rows;
  private final Replicas replicas;
  private final ReplicaTrainer trainer;
  private final RequiredEdges required;

  /**
   * @param replicas what is pruned, in place
   * @param trainer fits them anew after edges went
   */
  EdgePruning(
      Fitting fitting,
      Replicas replicas,
      ReplicaTrainer trainer,
      List<GraphConstraints.Link> required) {
    this.evaluation = fitting.evaluation();
    this.settings = fitting.settings();
    this.heldOut = fitting.heldOut();
    this.rows = fitting.onEvaluationRows().heldOutRows();
    this.replicas = replicas;
    this.trainer = trainer;
    this.required = new RequiredEdges(required, replicas.network().layout());
  }

  /** Hardens the gates, prunes in rounds with refits, and returns the gains of what is left. */
  EdgeGains prune() {
    ReplicaEvaluation.GateReading gates = evaluation.gates(replicas);
    float[] hard = gates.open();
    required.open(hard, gates.probability());
    replicas.harden(hard);
    double rate = settings.learningRate() * REFIT_RATE;
    for (int round = 0; round < MOST_DROPPED.length; round++) {
      boolean last = round == MOST_DROPPED.length - 1;
      EdgeGains gains = evaluation.gains(replicas, heldOut, rows);
      boolean dropped = drop(gains, MOST_DROPPED[round], last);
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
  EdgeGains closeDoubtful(EdgeGains gains, float[] stability) {
    float[] gates = replicas.hardGates().clone();
    boolean any = false;
    for (int i = 0; i < gates.length; i++) {
      boolean doubtful = gains.gain()[i] < CLEAR_GAIN && stability[i] < 1;
      if (gates[i] > 0 && doubtful && !required.isLast(i, gates)) {
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

  /** The weakest edges between modalities; at the last all weak ones within modalities as well. */
  private boolean drop(EdgeGains gains, int most, boolean last) {
    float[] gates = replicas.hardGates().clone();
    LatentLayout layout = replicas.network().layout();
    int perReplica = gates.length / replicas.count();
    boolean any = false;
    for (int r = 0; r < replicas.count(); r++) {
      for (int k = 0; k < most; k++) {
        int weakest = -1;
        for (int i = r * perReplica; i < (r + 1) * perReplica; i++) {
          boolean weak = weak(gates, gains, i) && !layout.isWithin(i) && !required.isLast(i, gates);
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
    for (int i = 0; last && i < gates.length; i++) {
      if (layout.isWithin(i) && weak(gates, gains, i)) {
        gates[i] = 0;
        any = true;
      }
    }
    replicas.harden(gates);
    return any;
  }

  private boolean weak(float[] gates, EdgeGains gains, int edge) {
    return gates[edge] > 0 && !gains.pays(edge, settings.minimumGain());
  }
}
