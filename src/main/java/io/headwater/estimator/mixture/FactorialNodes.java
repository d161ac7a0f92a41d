package io.headwater.estimator.mixture;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.mixture.FactorialMixture;
import io.headwater.model.mixture.FactorialPosterior;
import io.headwater.model.mixture.FactorialPrior;
import io.headwater.model.mixture.FactorialSums;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.model.mixture.NodeTables;
import io.headwater.model.mixture.OutcomeSpace;
import java.util.Arrays;

/**
 * The factorial mixture over the latent as it stands: effects of the nodes' categories, what they
 * have accounted for, and the tables of the graph. Until it is seeded there is none.
 */
final class FactorialNodes implements CauseReading, JointSettling.Mixed {
  /** Batches after seeding before moving sums move the effects. */
  private static final int BURN_IN = 20;

  /** Temperature of the samples falls from the first to the last over so many batches. */
  private static final double FIRST_TEMPERATURE = 1;

  private static final double LAST_TEMPERATURE = 0.3;
  private static final int ANNEALING = 300;

  private final OutcomeSpace space;
  private final int dimensions;
  private final FactorialSums sums;
  private FactorialMixture mixture;
  private NodeTables tables;
  private FactorialPosterior posterior;
  private boolean labelled;
  private long observed;
  private long annealed;

  FactorialNodes(OutcomeSpace space, int dimensions) {
    this.space = space;
    this.dimensions = dimensions;
    sums = new FactorialSums(space, dimensions);
  }

  @Override
  public OutcomeSpace space() {
    return space;
  }

  @Override
  public boolean seeded() {
    return mixture != null;
  }

  /** Whether nodes were published, so that their names must be kept. */
  boolean labelled() {
    return labelled;
  }

  FactorialMixture mixture() {
    return mixture;
  }

  NodeTables tables() {
    return tables;
  }

  FactorialSums sums() {
    return sums;
  }

  /** Null before seeding. */
  FactorialPosterior posterior() {
    return posterior;
  }

  /** Places the effects anew. */
  void seed(FactorialMixture fresh, NodeTables freshTables, LatentCodes codes) {
    change(fresh, freshTables);
    sums.restart(posterior.marginals(codes), codes);
    observed = 0;
  }

  /** Gives the nodes the tables of a graph. */
  void label(NodeTables ofGraph) {
    change(mixture, ofGraph);
    labelled = true;
  }

  private void change(FactorialMixture to, NodeTables with) {
    mixture = to;
    tables = with;
    posterior = to == null ? null : new FactorialPosterior(to, with);
  }

  /** Takes the codes of a batch in. */
  @Override
  public void observe(LatentCodes codes) {
    if (mixture == null || codes.rows() == 0) {
      return;
    }
    sums.observe(posterior.marginals(codes), codes);
    observed++;
    annealed++;
    if (observed > BURN_IN) {
      change(sums.mixture(), tables);
    }
  }

  double temperature() {
    double share = Math.min(1, (double) annealed / ANNEALING);
    return FIRST_TEMPERATURE + (LAST_TEMPERATURE - FIRST_TEMPERATURE) * share;
  }

  /** Samples of the nodes for a step; null before seeding. */
  @Override
  public PriorSource prior() {
    return seeded() ? prior(temperature(), true) : null;
  }

  /**
   * @param hard whether samples are whole categories
   */
  PriorSource prior(double temperature, boolean hard) {
    FactorialPosterior now = posterior;
    return (step, staging, scalars, rows, random) ->
        new FactorialPrior(now, temperature, hard, rows, random, step, staging, scalars);
  }

  @Override
  public double[][] responsibilities(LatentCodes codes) {
    if (seeded()) {
      return posterior.marginals(codes);
    }
    double[] alike = new double[space.indicators()];
    for (int l = 0; l < space.nodes(); l++) {
      int from = space.offset(l);
      Arrays.fill(alike, from, from + space.categories(l), 1.0 / space.categories(l));
    }
    double[][] out = new double[codes.rows()][];
    Arrays.fill(out, alike);
    return out;
  }

  @Override
  public double[][] categories(double[] marginals) {
    double[][] out = new double[space.nodes()][];
    for (int l = 0; l < out.length; l++) {
      int from = space.offset(l);
      out[l] = Arrays.copyOfRange(marginals, from, from + space.categories(l));
    }
    return out;
  }

  @Override
  public void write(StateWriter out) {
    out.writeBoolean(seeded());
    out.writeBoolean(labelled);
    out.writeLong(observed);
    out.writeLong(annealed);
    if (seeded()) {
      mixture.write(out);
      tables.write(out);
      sums.write(out);
    }
  }

  @Override
  public void read(StateReader in) {
    boolean seeded = in.readBoolean();
    labelled = in.readBoolean();
    observed = in.readLong();
    annealed = in.readLong();
    change(null, null);
    if (seeded) {
      FactorialMixture read = FactorialMixture.read(space, dimensions, in);
      change(read, NodeTables.read(space, in));
      sums.read(in);
    }
  }
}
