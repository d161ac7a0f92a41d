package io.headwater.estimator.report;

import io.headwater.estimator.count.LatentRest;
import io.headwater.model.CounterRandom;
import io.headwater.model.latent.GraphConstraints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Evidence as a perfect estimator would give it, of data that satisfy all conditions unless asked
 * otherwise: three modalities in a loop, three latents each, curved links with different patterns,
 * Laplace noise whose size depends on the causes, one private component each.
 */
final class SyntheticEvidence {
  enum Law {
    LAPLACE,
    GAUSSIAN,
    UNIFORM
  }

  private final long seed;
  private final int rows;
  private int modalities = 3;
  private int latents = 3;
  private Law law = Law.LAPLACE;
  private double heteroscedasticity = 0.7;
  private boolean curved = true;
  private boolean dense;
  private double autocorrelation;
  private double within;
  private boolean withinFirstAlone;
  private boolean noneWithin = true;
  private int foundWithin = -1;
  private int[] furtherLink = {};
  private boolean directionsUnknown;
  private double leak;
  private LatentRest.Share rest = new LatentRest.Share(-0.02, 0.006, 4096);
  private double commonNoise;
  private double drift;
  private boolean privateLatent;
  private boolean isolatedModality;
  private boolean apart;
  private double blur;
  private double[] posterior = {0.1};
  private double agreement = 0.99;
  private int goodReplicas = 4;
  private int disagreeing = -1;
  private double disagreement;

  private SyntheticEvidence(long seed, int rows) {
    this.seed = seed;
    this.rows = rows;
  }

  static SyntheticEvidence of(long seed, int rows) {
    return new SyntheticEvidence(seed, rows);
  }

  SyntheticEvidence shape(int count, int latentsEach) {
    modalities = count;
    latents = latentsEach;
    return this;
  }

  SyntheticEvidence noise(Law of, double changingSize) {
    law = of;
    heteroscedasticity = changingSize;
    return this;
  }

  SyntheticEvidence linear() {
    curved = false;
    return this;
  }

  SyntheticEvidence dense() {
    dense = true;
    return this;
  }

  SyntheticEvidence autocorrelated(double rho) {
    autocorrelation = rho;
    return this;
  }

  /** Noise of the second latent contains this much of the first's, in every modality. */
  SyntheticEvidence withinEdge(double strength) {
    within = strength;
    return this;
  }

  /** The same, of the first modality alone. */
  SyntheticEvidence withinEdgeOfFirst(double strength) {
    within = strength;
    withinFirstAlone = true;
    return this;
  }

  /** Nobody says that latents of one modality do not cause each other. */
  SyntheticEvidence undeclared() {
    noneWithin = false;
    return this;
  }

  /** The estimator found a link between the first two latents of a modality. */
  SyntheticEvidence foundWithin(int modality) {
    foundWithin = modality;
    return this;
  }

  /** It found one more, from a latent of a modality to one of the next. */
  SyntheticEvidence furtherLink(int modality, int cause, int effect) {
    furtherLink = new int[] {modality, cause, effect};
    return this;
  }

  /** It does not know which of two linked latents is the cause. */
  SyntheticEvidence directionsUnknown() {
    directionsUnknown = true;
    return this;
  }

  /** The private part of the first modality causes a latent of the second. */
  SyntheticEvidence leak(double strength) {
    leak = strength;
    return this;
  }

  /** What the other modalities predict of what the first one's latents leave. */
  SyntheticEvidence rest(double value, double error) {
    rest = new LatentRest.Share(value, error, 4096);
    return this;
  }

  /** Too few windows to say. */
  SyntheticEvidence restUnknown() {
    rest = LatentRest.Share.unknown(600);
    return this;
  }

  /** A hidden cause of the private parts of the first two modalities. */
  SyntheticEvidence commonNoise(double strength) {
    commonNoise = strength;
    return this;
  }

  /** Noise of the first modality shifts by this many deviations in the later half. */
  SyntheticEvidence drift(double deviations) {
    drift = deviations;
    return this;
  }

  /** The last latent of the first modality is private to it. */
  SyntheticEvidence privateLatent() {
    privateLatent = true;
    return this;
  }

  /** The last modality shares nothing. */
  SyntheticEvidence isolatedModality() {
    isolatedModality = true;
    return this;
  }

  /** The first two modalities are never seen together. */
  SyntheticEvidence apart() {
    apart = true;
    return this;
  }

  /**
   * An imperfect estimator: the first two latents of each modality are turned into each other by
   * this angle, and its private component bends along with the first.
   */
  SyntheticEvidence blurred(double angle) {
    blur = angle;
    return this;
  }

  SyntheticEvidence posterior(double share) {
    posterior = new double[] {share};
    return this;
  }

  SyntheticEvidence replicas(int good, double agree) {
    goodReplicas = good;
    agreement = agree;
    return this;
  }

  /** Restarts agree less about one modality. */
  SyntheticEvidence disagreement(int modality, double agree) {
    disagreeing = modality;
    disagreement = agree;
    return this;
  }

  Evidence build() {
    int nodes = modalities * latents;
    RandomGenerator draws = CounterRandom.at(seed, 0, 1);
    boolean[][] linked = links();
    double[][] value = new double[nodes][];
    double[][] noise = new double[nodes][];
    double[][] size = new double[nodes][];
    double[][] own = new double[modalities][];
    double[] hidden = series(draws, Law.GAUSSIAN);
    for (int m = 0; m < modalities; m++) {
      own[m] = series(draws, law);
      for (int r = 0; m < 2 && r < rows; r++) {
        own[m][r] = Math.sqrt(1 - commonNoise * commonNoise) * own[m][r] + commonNoise * hidden[r];
      }
    }
    for (int node = 0; node < nodes; node++) {
      noise[node] = series(draws, law);
      int m = node / latents;
      for (int r = 0; r < rows; r++) {
        if (within > 0 && node % latents == 1 && (node < latents || !withinFirstAlone)) {
          noise[node][r] =
              Math.sqrt(1 - within * within) * noise[node][r] + within * noise[node - 1][r];
        }
        noise[node][r] += m == 0 && r >= rows / 2 ? drift : 0;
      }
      compose(draws, node, linked, value, noise, size);
      for (int r = 0; leak > 0 && node == latents && r < rows; r++) {
        value[node][r] = Math.sqrt(1 - leak * leak) * value[node][r] + leak * own[0][r];
      }
    }
    return assemble(linked, value, noise, size, own);
  }

  private void compose(
      RandomGenerator draws,
      int node,
      boolean[][] linked,
      double[][] value,
      double[][] noise,
      double[][] size) {
    double[] mean = new double[rows];
    double[] logSize = new double[rows];
    int causes = 0;
    for (int from = 0; from < node; from++) {
      if (!linked[from][node]) {
        continue;
      }
      causes++;
      double straight = weight(draws, 0.3, 1);
      double bent = curved ? Math.signum(straight) * Math.abs(weight(draws, 0.3, 1)) : 0;
      double offset = 0.7 * draws.nextGaussian();
      double scale = weight(draws, 0.7, 1.3);
      for (int r = 0; r < rows; r++) {
        mean[r] += straight * value[from][r] + bent * Math.tanh(2 * (value[from][r] - offset));
        logSize[r] += scale * value[from][r];
      }
    }
    value[node] = noise[node].clone();
    size[node] = new double[rows];
    Arrays.fill(size[node], 1);
    if (causes > 0) {
      double[] standard = Columns.standardised(mean);
      for (int r = 0; r < rows; r++) {
        size[node][r] = 0.5 * Math.exp(heteroscedasticity * Math.tanh(logSize[r]));
        value[node][r] = Math.sqrt(0.75) * standard[r] + size[node][r] * noise[node][r];
      }
    }
  }

  private static double weight(RandomGenerator draws, double least, double most) {
    double size = least + (most - least) * draws.nextDouble();
    return draws.nextBoolean() ? size : -size;
  }

  /** One-to-one along the chain; from the first to the last shifted by one: a loop. */
  private boolean[][] links() {
    int nodes = modalities * latents;
    boolean[][] linked = new boolean[nodes][nodes];
    for (int m = 1; m < modalities; m++) {
      for (int i = 0; i < latents; i++) {
        for (int j = 0; j < latents; j++) {
          boolean on = dense || i == j;
          linked[(m - 1) * latents + i][m * latents + j] = on;
          if (modalities > 2 && m == modalities - 1) {
            linked[i][m * latents + j] = dense || j == (i + 1) % latents;
          }
        }
      }
    }
    for (int a = 0; a < nodes; a++) {
      for (int b = 0; b < nodes; b++) {
        boolean cut =
            privateLatent && (a == latents - 1 || b == latents - 1)
                || isolatedModality && b >= nodes - latents;
        linked[a][b] &= !cut;
      }
    }
    return linked;
  }

  private Evidence assemble(
      boolean[][] linked, double[][] value, double[][] noise, double[][] size, double[][] own) {
    if (foundWithin >= 0) {
      linked[foundWithin * latents][foundWithin * latents + 1] = true;
    }
    if (furtherLink.length > 0) {
      int from = furtherLink[0] * latents;
      linked[from + furtherLink[1]][from + latents + furtherLink[2]] = true;
    }
    for (int m = 0; blur > 0 && m < modalities; m++) {
      for (int r = 0; r < rows; r++) {
        own[m][r] += 2 * blur * Math.tanh(value[m * latents][r]);
      }
      turn(value, m * latents);
      turn(noise, m * latents);
    }
    RandomGenerator draws = CounterRandom.at(seed, 0, 2);
    List<ModalityEvidence> all = new ArrayList<>();
    for (int m = 0; m < modalities; m++) {
      boolean[] present = new boolean[rows];
      double[] self = new double[rows];
      double[] mean = new double[rows];
      for (int r = 0; r < rows; r++) {
        present[r] = !apart || m > 1 || r % 2 == m;
        mean[r] = 2 * draws.nextDouble();
        self[r] = 0.1 * mean[r] * draws.nextDouble();
      }
      double[] variances = new double[latents];
      Arrays.fill(variances, 0.1);
      variances[latents - 1] = m == 0 ? posterior[0] : 0.1;
      int from = m * latents;
      all.add(
          new ModalityEvidence(
              "m" + m,
              present,
              Arrays.copyOfRange(value, from, from + latents),
              new double[][] {own[m]},
              Arrays.copyOfRange(noise, from, from + latents),
              Arrays.copyOfRange(size, from, from + latents),
              self,
              mean,
              variances,
              m == 0 ? rest : new LatentRest.Share(-0.02, 0.006, 4096),
              m == disagreeing ? disagreement : agreement));
    }
    String[] subjects = new String[rows];
    Arrays.fill(subjects, "s");
    long[] times = new long[rows];
    Arrays.setAll(times, r -> r * 60_000_000L);
    return new Evidence(
        subjects,
        times,
        all,
        linked,
        directionsUnknown ? new boolean[linked.length][linked.length] : linked,
        true,
        goodReplicas,
        List.of(),
        new GraphConstraints(List.of(), List.of(), List.of(), false, noneWithin));
  }

  private void turn(double[][] columns, int first) {
    for (int r = 0; r < rows; r++) {
      double a = columns[first][r];
      double b = columns[first + 1][r];
      columns[first][r] = Math.cos(blur) * a + Math.sin(blur) * b;
      columns[first + 1][r] = Math.cos(blur) * b - Math.sin(blur) * a;
    }
  }

  /** Unit variance; autocorrelated through a Gaussian copula, so that the law stays what it is. */
  private double[] series(RandomGenerator draws, Law of) {
    double[] out = new double[rows];
    double state = draws.nextGaussian();
    for (int r = 0; r < rows; r++) {
      double fresh = draws.nextGaussian();
      state = autocorrelation * state + Math.sqrt(1 - autocorrelation * autocorrelation) * fresh;
      out[r] = shaped(state, of);
    }
    return out;
  }

  private static double shaped(double gaussian, Law of) {
    if (of == Law.GAUSSIAN) {
      return gaussian;
    }
    double u = normal(gaussian);
    if (of == Law.UNIFORM) {
      return Math.sqrt(12) * (u - 0.5);
    }
    double side = u < 0.5 ? Math.log(2 * u) : -Math.log(2 * (1 - u));
    return side / Math.sqrt(2);
  }

  /** Distribution function of a normal (Abramowitz and Stegun 26.2.17, error below 1e-7). */
  private static double normal(double x) {
    double t = 1 / (1 + 0.2316419 * Math.abs(x));
    double tail =
        Math.exp(-x * x / 2)
            / Math.sqrt(2 * Math.PI)
            * t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double clipped = Math.min(1 - 1e-9, Math.max(1e-9, tail));
    return x >= 0 ? 1 - clipped : clipped;
  }
}
