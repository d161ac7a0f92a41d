package io.headwater.estimator.partial;

import ai.djl.Device;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.estimator.network.CodePass;
import io.headwater.estimator.network.Codes;
import io.headwater.estimator.network.Settling;
import io.headwater.evaluate.Correlation;
import io.headwater.evaluate.MembershipScore;
import io.headwater.model.sharing.ComponentRows;
import io.headwater.model.sharing.Membership;
import io.headwater.model.sharing.PartialSharing;
import io.headwater.model.sharing.PullSchedule;
import io.headwater.simulate.views.ViewsPreset;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Membership with encoders: experiments E1, E2, E4, E5 and E6 on shared latents. Nothing of the
 * truth enters training or the decision.
 *
 * <pre>java -cp ... io.headwater.estimator.partial.SharedEncodersStudy CASE[,CASE] FIRST_SEED SEEDS
 * </pre>
 *
 * Cases are called as the scenarios of {@link ViewsPreset}.
 */
public final class SharedEncodersStudy {
  private static final int TRAIN = 4096;
  private static final int HELD_OUT = 1024;
  private static final int STEPS = 1000;
  private static final PullSchedule PULL =
      new PullSchedule(200, 300, PartialSettings.DEFAULT_WEIGHT);
  private static final PullSchedule NO_PULL = new PullSchedule(0, 1, 0);

  /**
   * What one seed gave.
   *
   * @param grey matched pairs left undecided
   * @param shared mean best correlation of true latents in several modalities
   * @param specific the same of those in one
   * @param reliability least of any component
   */
  record Outcome(
      MembershipScore score, int grey, double shared, double specific, double reliability) {}

  private SharedEncodersStudy() {}

  /** Runs cases over seeds. */
  public static void main(String[] args) {
    long first = Long.parseLong(args[1]);
    int seeds = Integer.parseInt(args[2]);
    System.out.println(
        "| case | F1 by seed | F1 mean | sd | min | chance | exact | false pairs | missed | grey | MCC shared | MCC specific | least ceiling | seconds |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (String name : args[0].split(",")) {
      ViewsPreset which =
          ViewsPreset.of(name)
              .orElseThrow(() -> new IllegalArgumentException("There are no views " + name + "."));
      long start = System.nanoTime();
      List<Outcome> outcomes = new ArrayList<>();
      for (long seed = first; seed < first + seeds; seed++) {
        outcomes.add(run(which, seed));
      }
      print(which, outcomes, (System.nanoTime() - start) / 1e9 / seeds);
    }
  }

  private static void print(ViewsPreset which, List<Outcome> outcomes, double seconds) {
    double[] f1 = outcomes.stream().mapToDouble(o -> o.score().f1()).toArray();
    double mean = Arrays.stream(f1).average().orElseThrow();
    double square = Arrays.stream(f1).map(v -> (v - mean) * (v - mean)).sum();
    StringBuilder each = new StringBuilder();
    for (double value : f1) {
      each.append("%.2f ".formatted(value));
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %s| %.3f | %.3f | %.3f | %.3f | %.2f | %d | %d | %d | %.3f | %.3f | %.3f | %.0f |%n",
        which.id(),
        each,
        mean,
        Math.sqrt(square / Math.max(1, f1.length - 1)),
        Arrays.stream(f1).min().orElseThrow(),
        outcomes.stream().mapToDouble(o -> o.score().chance()).average().orElseThrow(),
        outcomes.stream().mapToDouble(o -> o.score().exact() ? 1 : 0).average().orElseThrow(),
        outcomes.stream().mapToInt(o -> o.score().falsePairs()).sum(),
        outcomes.stream().mapToInt(o -> o.score().missedPairs()).sum(),
        outcomes.stream().mapToInt(Outcome::grey).sum(),
        outcomes.stream()
            .mapToDouble(Outcome::shared)
            .filter(v -> !Double.isNaN(v))
            .average()
            .orElse(Double.NaN),
        outcomes.stream()
            .mapToDouble(Outcome::specific)
            .filter(v -> !Double.isNaN(v))
            .average()
            .orElse(Double.NaN),
        outcomes.stream().mapToDouble(Outcome::reliability).min().orElseThrow(),
        seconds);
  }

  static Outcome run(ViewsPreset which, long seed) {
    SharedViews views = SharedViews.draw(TRAIN + HELD_OUT, which.settings(seed));
    List<ModalityIntake> intakes = views.shapes().stream().map(ModalityIntake::new).toList();
    List<AlignedWindow> train = views.windows().subList(0, TRAIN);
    List<AlignedWindow> heldOut = views.windows().subList(TRAIN, TRAIN + HELD_OUT);
    train.forEach(w -> intakes.forEach(i -> i.observe(w.grid(i.shape().name()))));
    PartialSettings settings = PartialSettings.defaults();
    PartialSharing sharing =
        new PartialSharing(
            SharingMaps.widths(views.shapes()), which.withoutModule() ? NO_PULL : PULL);
    try (BottleneckNetwork network =
        new BottleneckNetwork(intakes, sharing, settings.network(), seed, Device.cpu())) {
      new Settling(intakes, network, seed).run(train, STEPS);
      Codes trainCodes = CodePass.read(intakes, network::freeze, train);
      Codes testCodes = CodePass.read(intakes, network::freeze, heldOut);
      SharingMaps maps =
          new Deciding(intakes, network, settings.rule()).decide(trainCodes, testCodes, heldOut);
      return score(views, maps, maps.components(testCodes), seed);
    }
  }

  private static Outcome score(
      SharedViews views, SharingMaps maps, ComponentRows components, long seed) {
    List<Membership.Slot> slots = maps.membership().slots();
    int latents = views.z()[0].length;
    boolean[][] truth = new boolean[latents][views.sets().length];
    for (int m = 0; m < views.sets().length; m++) {
      for (int latent : views.sets()[m]) {
        truth[latent][m] = true;
      }
    }
    boolean[][] found = new boolean[slots.size()][views.sets().length];
    double[][] strength = new double[slots.size()][latents];
    for (int s = 0; s < slots.size(); s++) {
      double[] values = new double[HELD_OUT];
      for (int r = 0; r < HELD_OUT; r++) {
        values[r] = maps.fusion().value(s, components, r);
      }
      for (int m = 0; m < found[s].length; m++) {
        found[s][m] = slots.get(s).in(m);
      }
      for (int l = 0; l < latents; l++) {
        double[] z = new double[HELD_OUT];
        for (int r = 0; r < HELD_OUT; r++) {
          z[r] = views.z()[TRAIN + r][l];
        }
        strength[s][l] = Math.abs(Correlation.SPEARMAN.between(values, z));
      }
    }
    double[] best = new double[latents];
    for (int l = 0; l < latents; l++) {
      for (double[] row : strength) {
        best[l] = Math.max(best[l], row[l]);
      }
    }
    double[] sum = new double[2];
    int[] count = new int[2];
    for (int l = 0; l < latents; l++) {
      int members = 0;
      for (boolean in : truth[l]) {
        members += in ? 1 : 0;
      }
      int kind = members > 1 ? 0 : 1;
      sum[kind] += best[l];
      count[kind] += members > 0 ? 1 : 0;
    }
    double least = 1;
    for (double[] own : maps.reliability()) {
      least = Math.min(least, Arrays.stream(own).min().orElseThrow());
    }
    return new Outcome(
        MembershipScore.of(found, truth, strength, seed),
        maps.membership().grey().size(),
        count[0] == 0 ? Double.NaN : sum[0] / count[0],
        count[1] == 0 ? Double.NaN : sum[1] / count[1],
        least);
  }
}
