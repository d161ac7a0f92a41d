package io.headwater.model.sharing;

import io.headwater.simulate.views.BentCodes.Link;
import io.headwater.simulate.views.ViewSets;
import io.headwater.simulate.views.ViewsSettings.Law;
import java.util.Arrays;
import java.util.List;

/**
 * The Wasserstein module on true codes: the table of couplings against marginals, E1 to E3 and E7
 * of the experiments on shared latents. No encoder takes part.
 *
 * <pre>java -cp ... io.headwater.model.sharing.SharedCodesStudy [seeds] [first seed]</pre>
 */
public final class SharedCodesStudy {
  private static final List<List<Integer>> TWO_OF_FOUR =
      List.of(List.of(0, 1, 2, 3), List.of(0, 1, 4, 5));

  private final int seeds;
  private final long first;

  private SharedCodesStudy(int seeds, long first) {
    this.seeds = seeds;
    this.first = first;
  }

  /** Runs every experiment. */
  public static void main(String[] args) {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    long first = args.length > 1 ? Long.parseLong(args[1]) : 1;
    SharedCodesStudy study = new SharedCodesStudy(seeds, first);
    study.costs();
    study.memberships();
    study.calibration();
    study.strongLinks();
    study.change();
  }

  private void costs() {
    System.out.println(
        "\n| cost | rows | noise | rho | exact | kappa .15 fixed, exact |\n|---|---|---|---|---|---|");
    for (CostForm form : CostForm.values()) {
      for (double[] at :
          new double[][] {
            {256, 0, 0},
            {256, .2, .95},
            {256, .5, .8},
            {256, .5, .95},
            {1024, .2, 0},
            {1024, .2, .8},
            {1024, .2, .95},
            {2048, .5, .95}
          }) {
        int exact = 0;
        int fixed = 0;
        for (long seed = first; seed < first + seeds; seed++) {
          List<Link> links = at[2] == 0 ? List.of() : List.of(new Link(0, 4, at[2]));
          SharedCodes codes =
              SharedCodes.draw(seed, (int) at[0], TWO_OF_FOUR, at[1], Law.MIXED, links);
          exact +=
              form.decide(codes.components(), codes.reliability(), SharingRule.DEFAULT_KAPPA, true)
                      .sameSlots(codes.truth())
                  ? 1
                  : 0;
          fixed +=
              form.decide(codes.components(), codes.reliability(), 0.3, false)
                      .sameSlots(codes.truth())
                  ? 1
                  : 0;
        }
        System.out.printf(
            "| %s | %.0f | %.1f | %.2f | %.2f | %.2f |%n",
            form, at[0], at[1], at[2], exact / (double) seeds, fixed / (double) seeds);
      }
    }
  }

  /** E1 with random memberships, and the pattern of Yao et al. */
  private void memberships() {
    System.out.println(
        "\n| E1 modalities | rows | noise | exact | F1 mean | F1 min | chance F1 | false pairs |\n|---|---|---|---|---|---|---|---|");
    for (int modalities : new int[] {2, 3, 4, 0}) {
      for (int rows : new int[] {256, 1024}) {
        for (double noise : new double[] {0, .2, .5}) {
          double[] f1 = new double[seeds];
          double[] chance = new double[seeds];
          int exact = 0;
          int wrong = 0;
          for (int s = 0; s < seeds; s++) {
            long seed = first + s;
            List<List<Integer>> sets =
                modalities == 0 ? ViewSets.YAO : ViewSets.random(seed, modalities, 7, false, 7);
            SharedCodes codes = SharedCodes.draw(seed, rows, sets, noise, Law.MIXED, List.of());
            Membership decided = codes.decided();
            f1[s] = PairScore.f1(codes, decided);
            chance[s] = PairScore.chance(codes, decided, seed);
            exact += decided.sameSlots(codes.truth()) ? 1 : 0;
            wrong += codes.falsePairs(decided);
          }
          System.out.printf(
              "| %s | %d | %.1f | %.2f | %.3f | %.3f | %.3f | %d |%n",
              modalities == 0 ? "4, Yao" : modalities,
              rows,
              noise,
              exact / (double) seeds,
              Arrays.stream(f1).average().orElseThrow(),
              Arrays.stream(f1).min().orElseThrow(),
              Arrays.stream(chance).average().orElseThrow(),
              wrong);
        }
      }
    }
  }

  /** E2: nothing shared, everything shared. */
  private void calibration() {
    System.out.println(
        "\n| E2 | rows | noise | false matches | false splits | grey |\n|---|---|---|---|---|---|");
    List<List<Integer>> none =
        List.of(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7), List.of(8, 9, 10, 11));
    List<List<Integer>> all =
        List.of(List.of(0, 1, 2, 3), List.of(0, 1, 2, 3), List.of(0, 1, 2, 3));
    for (int rows : new int[] {128, 256, 1024}) {
      for (double noise : new double[] {.2, .5}) {
        double matches = 0;
        double splits = 0;
        int grey = 0;
        for (long seed = first; seed < first + seeds; seed++) {
          SharedCodes codes = SharedCodes.draw(seed, rows, none, noise, Law.MIXED, List.of());
          Membership decided = codes.decided();
          matches += (12 - decided.slots().size()) / 12.0 / seeds;
          grey += decided.grey().size();
          codes = SharedCodes.draw(seed, rows, all, noise, Law.MIXED, List.of());
          decided = codes.decided();
          splits += (decided.slots().size() - 4) / 8.0 / seeds;
          grey += decided.grey().size();
        }
        System.out.printf(
            "| none / all | %d | %.1f | %.3f | %.3f | %d |%n", rows, noise, matches, splits, grey);
      }
    }
  }

  /** E3: nothing shared, one link between modalities. */
  private void strongLinks() {
    System.out.println("\n| E3 rho | declared shared | grey | distinct |\n|---|---|---|---|");
    List<List<Integer>> sets = List.of(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7));
    for (double rho : new double[] {.5, .7, .8, .85, .9, .93, .95, .97, .99, 1}) {
      int shared = 0;
      int grey = 0;
      for (long seed = first; seed < first + seeds; seed++) {
        SharedCodes codes =
            SharedCodes.draw(seed, 1024, sets, .2, Law.GAUSSIAN, List.of(new Link(0, 4, rho)));
        Membership decided = codes.decided();
        shared += decided.slots().size() < 8 ? 1 : 0;
        grey += decided.slots().size() == 8 && !decided.grey().isEmpty() ? 1 : 0;
      }
      System.out.printf(
          "| %.2f | %.2f | %.2f | %.2f |%n",
          rho,
          shared / (double) seeds,
          grey / (double) seeds,
          1 - (shared + grey) / (double) seeds);
    }
  }

  /** E7: a modality starts to see a latent; how many windows later the membership says so. */
  private void change() {
    System.out.println("\n| E7 windows kept | detection delay mean | max |\n|---|---|---|");
    for (int memory : new int[] {256, 1024}) {
      int[] delays = new int[seeds];
      for (int s = 0; s < seeds; s++) {
        SharedCodes before =
            SharedCodes.draw(
                first + s,
                memory,
                List.of(List.of(0, 1, 2), List.of(0, 3, 4)),
                .2,
                Law.MIXED,
                List.of());
        SharedCodes after =
            SharedCodes.draw(
                first + s,
                memory,
                List.of(List.of(0, 1, 2), List.of(0, 1, 4)),
                .2,
                Law.MIXED,
                List.of());
        delays[s] = delay(before, after, memory);
      }
      System.out.printf(
          "| %d | %.0f | %d |%n",
          memory,
          Arrays.stream(delays).average().orElseThrow(),
          Arrays.stream(delays).max().orElseThrow());
    }
  }

  private static int delay(SharedCodes before, SharedCodes after, int memory) {
    for (int seen = 0; seen <= memory; seen += 16) {
      int[] widths = before.components().widths();
      float[][] values = new float[widths.length][];
      for (int m = 0; m < widths.length; m++) {
        values[m] = before.components().values()[m].clone();
        System.arraycopy(after.components().values()[m], 0, values[m], 0, seen * widths[m]);
      }
      Membership decided =
          SharingStudy.decide(
              ComponentRows.complete(widths, values),
              after.reliability(),
              1,
              SharingRule.defaults());
      if (decided.sameSlots(after.truth())) {
        return seen;
      }
    }
    return memory;
  }
}
