package io.headwater.estimator.partial;

import io.headwater.evaluate.MembershipScore;
import io.headwater.model.CounterRandom;
import io.headwater.model.sharing.ComponentRows;
import io.headwater.model.sharing.MatchedPair;
import io.headwater.model.sharing.Membership;
import io.headwater.model.sharing.SharingRule;
import io.headwater.model.sharing.SharingStudy;
import io.headwater.simulate.views.ViewSets;
import io.headwater.window.AlignedWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * E7, second half: membership on true codes when windows of a subject repeat each other, against
 * independent windows of the same number; with the effective number of rows in the threshold, as
 * the estimator has it, and with the nominal one.
 *
 * <pre>java -cp ... io.headwater.estimator.partial.CorrelatedCodesStudy [seeds] [first seed]</pre>
 */
public final class CorrelatedCodesStudy {
  private static final int[][] NONE = {{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9, 10, 11}};
  private static final int[][] ALL = {{0, 1, 2, 3}, {0, 1, 2, 3}, {0, 1, 2, 3}};
  private static final int[][] YAO =
      ViewSets.YAO.stream()
          .map(set -> set.stream().mapToInt(Integer::intValue).toArray())
          .toArray(int[][]::new);

  /**
   * How windows depend on each other.
   *
   * @param subjects with equally many windows
   * @param memory correlation of neighbours within a subject
   * @param level share of a latent's variance that a subject never changes
   * @param rows in all
   * @param noise of the encoder, in standard deviations of a latent, new in each window
   * @param link correlation of latent 4 with latent 0
   */
  record Design(int subjects, double memory, double level, int rows, double noise, double link) {
    Design linked(double rho) {
      return new Design(subjects, memory, level, rows, noise, rho);
    }
  }

  /**
   * @param codes what a module sees: latents bent by odd bijections, with noise
   * @param windows whose subject and time the rows are
   * @param reliability of the components in these rows: the noise's share of what is seen in them,
   *     as an estimator measures it
   */
  record Draw(
      ComponentRows codes, int[][] latent, List<AlignedWindow> windows, double[][] reliability) {
    static Draw of(long seed, int[][] sets, Design design) {
      RandomGenerator random = CounterRandom.at(seed, 9, 0);
      int latents = Arrays.stream(sets).flatMapToInt(Arrays::stream).max().orElseThrow() + 1;
      double[][] z = new double[latents][];
      for (int l = 0; l < latents; l++) {
        z[l] = series(random, design);
      }
      for (int r = 0; design.link() > 0 && r < design.rows(); r++) {
        double own = Math.sqrt(1 - design.link() * design.link());
        z[4][r] = design.link() * z[0][r] + own * z[4][r];
      }
      SplittableRandom order = new SplittableRandom(seed);
      int[][] latent = new int[sets.length][];
      int[] widths = new int[sets.length];
      float[][] values = new float[sets.length][];
      double[][] reliability = new double[sets.length][];
      for (int m = 0; m < sets.length; m++) {
        latent[m] = sets[m].clone();
        for (int i = latent[m].length - 1; i > 0; i--) {
          int j = order.nextInt(i + 1);
          int kept = latent[m][i];
          latent[m][i] = latent[m][j];
          latent[m][j] = kept;
        }
        widths[m] = latent[m].length;
        values[m] = new float[design.rows() * widths[m]];
        reliability[m] = new double[widths[m]];
        for (int k = 0; k < widths[m]; k++) {
          int sign = order.nextBoolean() ? 1 : -1;
          double sum = 0;
          double squares = 0;
          for (int r = 0; r < design.rows(); r++) {
            double seen = z[latent[m][k]][r] + design.noise() * random.nextGaussian();
            values[m][r * widths[m] + k] = (float) (sign * (seen + 0.3 * seen * seen * seen));
            sum += seen / design.rows();
            squares += seen * seen / design.rows();
          }
          double own = design.noise() * design.noise() / (squares - sum * sum);
          reliability[m][k] = Math.max(0, 1 - own);
        }
      }
      return new Draw(ComponentRows.complete(widths, values), latent, windows(design), reliability);
    }

    private static double[] series(RandomGenerator random, Design design) {
      double[] z = new double[design.rows()];
      int each = design.rows() / design.subjects();
      for (int s = 0; s < design.subjects(); s++) {
        double level = Math.sqrt(design.level()) * random.nextGaussian();
        double state = random.nextGaussian();
        for (int t = 0; t < each; t++) {
          z[s * each + t] = level + Math.sqrt(1 - design.level()) * state;
          state =
              design.memory() * state
                  + Math.sqrt(1 - design.memory() * design.memory()) * random.nextGaussian();
        }
      }
      return z;
    }

    private static List<AlignedWindow> windows(Design design) {
      List<AlignedWindow> windows = new ArrayList<>();
      long length = Duration.ofSeconds(30).toNanos() / 1000;
      int each = design.rows() / design.subjects();
      for (int r = 0; r < design.rows(); r++) {
        long start = r % each * length;
        windows.add(new AlignedWindow("s" + r / each, start, start + length, List.of(), List.of()));
      }
      return windows;
    }

    double share(boolean effective) {
      return effective ? EffectiveShare.of(codes, windows) : 1;
    }

    /** What it would be by the variance of latents everywhere. */
    double[][] population(Design design) {
      double[][] same = new double[latent.length][];
      for (int m = 0; m < same.length; m++) {
        same[m] = new double[latent[m].length];
        Arrays.fill(same[m], 1 / (1 + design.noise() * design.noise()));
      }
      return same;
    }

    Membership decided(boolean effective) {
      return SharingStudy.decide(codes, reliability, share(effective), SharingRule.defaults());
    }

    MembershipScore score(Membership decided, int latents, long seed) {
      boolean[][] truth = new boolean[latents][latent.length];
      boolean[][] found = new boolean[decided.slots().size()][latent.length];
      double[][] strength = new double[found.length][latents];
      for (int m = 0; m < latent.length; m++) {
        for (int k = 0; k < latent[m].length; k++) {
          truth[latent[m][k]][m] = true;
          int slot = decided.slotOf(m, k);
          found[slot][m] = true;
          strength[slot][latent[m][k]] = 1;
        }
      }
      return MembershipScore.of(found, truth, strength, seed);
    }
  }

  private CorrelatedCodesStudy() {}

  /** Prints both tables. */
  public static void main(String[] args) {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    long first = args.length > 1 ? Long.parseLong(args[1]) : 1;
    System.out.println(
        "| subjects | memory | level | rows | noise | threshold by | rows per row | false matches | false splits | grey of true pairs | F1 mean | F1 least | chance | exact | link .8 shared | link .9 shared | sd of cost in its errors | beyond 3 | sd by the population's ceiling | beyond 3 |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (int rows : new int[] {256, 1024}) {
      for (double noise : new double[] {.2, .5}) {
        for (Design design :
            List.of(
                new Design(16, 0, 0, rows, noise, 0),
                new Design(16, .9, 0, rows, noise, 0),
                new Design(4, .9, 0, rows, noise, 0),
                new Design(4, .9, .5, rows, noise, 0),
                new Design(4, .9, .9, rows, noise, 0))) {
          for (boolean effective : new boolean[] {false, true}) {
            row(design, effective, first, seeds);
          }
        }
      }
    }
  }

  private static void row(Design design, boolean effective, long first, int seeds) {
    double share = 0;
    double matches = 0;
    double splits = 0;
    double grey = 0;
    double[] f1 = new double[seeds];
    double chance = 0;
    double exact = 0;
    double[] linked = new double[2];
    List<Double> errors = new ArrayList<>();
    List<Double> wide = new ArrayList<>();
    for (int s = 0; s < seeds; s++) {
      long seed = first + s;
      Draw none = Draw.of(seed, NONE, design);
      matches += (12 - none.decided(effective).slots().size()) / 12.0 / seeds;
      Draw all = Draw.of(seed, ALL, design);
      share += all.share(effective) / seeds;
      Membership decided = all.decided(effective);
      splits += (decided.slots().size() - 4) / 8.0 / seeds;
      grey += decided.grey().size() / 12.0 / seeds;
      errors.addAll(errors(all, all.reliability(), effective));
      wide.addAll(errors(all, all.population(design), effective));
      Draw yao = Draw.of(seed, YAO, design);
      MembershipScore score = yao.score(yao.decided(effective), 6, seed);
      f1[s] = score.f1();
      chance += score.chance() / seeds;
      exact += (score.exact() ? 1.0 : 0) / seeds;
      for (int l = 0; l < 2; l++) {
        Draw strong = Draw.of(seed, NONE, design.linked(l == 0 ? .8 : .9));
        linked[l] += (strong.decided(effective).slots().size() < 12 ? 1.0 : 0) / seeds;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %d | %.1f | %.1f | %d | %.1f | %s | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.2f | %.2f | %.2f | %.2f | %.3f | %.2f | %.3f |%n",
        design.subjects(),
        design.memory(),
        design.level(),
        design.rows(),
        design.noise(),
        effective ? "effective" : "nominal",
        share,
        matches,
        splits,
        grey,
        Arrays.stream(f1).average().orElseThrow(),
        Arrays.stream(f1).min().orElseThrow(),
        chance,
        exact,
        linked[0],
        linked[1],
        size(errors),
        beyond(errors),
        size(wide),
        beyond(wide));
  }

  private static double size(List<Double> errors) {
    return Math.sqrt(errors.stream().mapToDouble(e -> e * e).average().orElse(Double.NaN));
  }

  private static double beyond(List<Double> errors) {
    return errors.stream().mapToDouble(e -> e > 3 ? 1 : 0).average().orElse(Double.NaN);
  }

  /** Costs of true pairs in units of the sampling error that the threshold takes them to have. */
  private static List<Double> errors(Draw draw, double[][] reliability, boolean effective) {
    List<Double> errors = new ArrayList<>();
    for (MatchedPair pair :
        SharingStudy.pairs(
            draw.codes(), reliability, draw.share(effective), new SharingRule(.5, .99))) {
      if (draw.latent()[pair.first()][pair.firstComponent()]
          == draw.latent()[pair.second()][pair.secondComponent()]) {
        double c =
            Math.sqrt(
                reliability[pair.first()][pair.firstComponent()]
                    * reliability[pair.second()][pair.secondComponent()]);
        double error = (1 - c * c) / Math.sqrt(Math.max(1, pair.effectiveRows())) / c;
        errors.add(pair.cost() / error);
      }
    }
    return errors;
  }
}
