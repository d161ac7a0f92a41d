package io.headwater.estimator.mixture;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.mixture.GaussianMixture;
import io.headwater.model.mixture.LatentCodes;
import io.headwater.model.mixture.OnlineMixture;
import io.headwater.model.mixture.OutcomeSpace;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The mixture over the latent as it stands: where the components lie, what they have accounted for,
 * which joint outcome each is, and the graph that gives outcomes their probability. Until it is
 * seeded there is none, and the prior is N(0, I).
 */
final class OutcomeMixture implements CauseReading, JointSettling.Mixed {
  /** Batches after seeding before moving sums move the components. */
  private static final int BURN_IN = 20;

  private final OutcomeSpace space;
  private final int dimensions;
  private final OnlineMixture sums;
  private GaussianMixture mixture;
  private int[] outcome;
  private boolean[][] dag;
  private boolean labelled;
  private long observed;

  OutcomeMixture(OutcomeSpace space, int dimensions) {
    this.space = space;
    this.dimensions = dimensions;
    sums = new OnlineMixture(space.size(), dimensions);
    outcome = IntStream.range(0, space.size()).toArray();
    dag = new boolean[space.nodes()][space.nodes()];
  }

  @Override
  public OutcomeSpace space() {
    return space;
  }

  @Override
  public boolean seeded() {
    return mixture != null;
  }

  /** Whether components have been named and a graph fitted. */
  boolean labelled() {
    return labelled;
  }

  /** Components with the weights that the graph gives them; null before seeding. */
  GaussianMixture mixture() {
    return mixture;
  }

  @Override
  public PriorSource prior() {
    return PriorSource.of(mixture);
  }

  OnlineMixture sums() {
    return sums;
  }

  /** Joint outcome of each component. */
  int[] outcome() {
    return outcome;
  }

  /** The graph over nodes [source][target]. */
  boolean[][] dag() {
    return dag;
  }

  /** Places the components anew; names and graph stay until {@link #label}. */
  void seed(GaussianMixture fresh, LatentCodes codes) {
    mixture = fresh;
    sums.restart(fresh, codes);
    observed = 0;
  }

  /** Names the components and gives them the weights of a graph's outcomes. */
  void label(int[] names, boolean[][] graph, double[] logOutcome) {
    outcome = names.clone();
    dag = graph;
    labelled = true;
    double[] weight = IntStream.of(outcome).mapToDouble(o -> logOutcome[o]).toArray();
    mixture = mixture.withLogWeight(weight);
  }

  /** Takes the codes of a batch in. */
  @Override
  public void observe(LatentCodes codes) {
    if (mixture == null || codes.rows() == 0) {
      return;
    }
    sums.observe(mixture, codes);
    observed++;
    if (observed > BURN_IN) {
      mixture = sums.refreshed(mixture);
    }
  }

  @Override
  public double[][] responsibilities(LatentCodes codes) {
    double[][] out = new double[codes.rows()][space.size()];
    for (int r = 0; r < out.length; r++) {
      if (seeded()) {
        mixture.responsibilities(codes.mean()[r], codes.variance()[r], out[r]);
      } else {
        Arrays.fill(out[r], 1.0 / out[r].length);
      }
    }
    return out;
  }

  @Override
  public double[][] categories(double[] responsibility) {
    double[][] chances = new double[space.nodes()][];
    for (int l = 0; l < space.nodes(); l++) {
      chances[l] = new double[space.categories(l)];
      for (int c = 0; c < responsibility.length; c++) {
        chances[l][space.category(outcome[c], l)] += responsibility[c];
      }
    }
    return chances;
  }

  @Override
  public void write(StateWriter out) {
    out.writeBoolean(seeded());
    out.writeBoolean(labelled);
    out.writeLong(observed);
    if (!seeded()) {
      return;
    }
    out.writeDoubles(mixture.logWeight());
    for (int c = 0; c < space.size(); c++) {
      out.writeDoubles(mixture.mean()[c]);
      out.writeDoubles(mixture.variance()[c]);
      out.writeInt(outcome[c]);
    }
    sums.write(out);
    for (boolean[] row : dag) {
      for (boolean edge : row) {
        out.writeBoolean(edge);
      }
    }
  }

  @Override
  public void read(StateReader in) {
    boolean seeded = in.readBoolean();
    labelled = in.readBoolean();
    observed = in.readLong();
    mixture = null;
    outcome = IntStream.range(0, space.size()).toArray();
    dag = new boolean[space.nodes()][space.nodes()];
    if (!seeded) {
      return;
    }
    int components = space.size();
    mixture =
        new GaussianMixture(
            new double[components][dimensions],
            new double[components][dimensions],
            new double[components]);
    in.readDoublesInto(mixture.logWeight());
    for (int c = 0; c < components; c++) {
      in.readDoublesInto(mixture.mean()[c]);
      in.readDoublesInto(mixture.variance()[c]);
      outcome[c] = in.readInt();
    }
    if (IntStream.of(outcome).filter(o -> o >= 0 && o < components).distinct().count()
        < components) {
      throw new IllegalArgumentException(
          "The state names its %d components %s, which are not all joint outcomes; it is damaged."
              .formatted(components, Arrays.toString(outcome)));
    }
    sums.read(in);
    for (boolean[] row : dag) {
      for (int j = 0; j < row.length; j++) {
        row[j] = in.readBoolean();
      }
    }
  }
}
