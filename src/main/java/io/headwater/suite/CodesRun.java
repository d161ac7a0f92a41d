package io.headwater.suite;

import io.headwater.config.ConfigFingerprint;
import io.headwater.config.ConfigLoader;
import io.headwater.config.HeadwaterConfig;
import io.headwater.config.SharingConfig;
import io.headwater.evaluate.MembershipScore;
import io.headwater.job.Release;
import io.headwater.model.sharing.ComponentRows;
import io.headwater.model.sharing.CostForm;
import io.headwater.model.sharing.Membership;
import io.headwater.model.sharing.SharingRule;
import io.headwater.model.sharing.SharingStudy;
import io.headwater.simulate.views.BentCodes;
import io.headwater.simulate.views.CodesPreset;
import java.util.Arrays;
import java.util.List;

/**
 * A run without job and encoders: the module that finds shared latents decides on codes of true
 * ones, so that what it misses is its own fault.
 */
final class CodesRun implements RunExecutor {
  /** At which distance of marginals components count as shared, in the ablation (methods 5.4). */
  private static final double MARGINAL_LIMIT = 0.3;

  private final SuiteRequest request;

  CodesRun(SuiteRequest request) {
    this.request = request;
  }

  /**
   * @throws io.headwater.config.ConfigException when an override does not fit
   */
  RunKey key(SuiteRow row, long seed) {
    String settings =
        String.join("\n", row.id(), ConfigFingerprint.of(config(seed)), Release.VERSION);
    return new RunKey(row.id(), row.estimator(), seed, RunKey.fingerprint(settings));
  }

  private HeadwaterConfig config(long seed) {
    String yaml =
        """
        name: codes
        seed: %d
        modalities:
          - {name: m0, kind: time-series, channels: [c0], rate: 1, latents: 1}
          - {name: m1, kind: time-series, channels: [c0], rate: 1, latents: 1}
        estimator: {kind: shared}
        """
            .formatted(seed);
    return ConfigLoader.parse("codes", yaml, request.overrides());
  }

  @Override
  public RunResult run(RunKey key) {
    long started = System.nanoTime();
    SharingConfig sharing = config(key.seed()).estimator().sharing();
    CodesPreset preset = CodesPreset.of(key.row()).orElseThrow();
    BentCodes codes = preset.draw(key.seed());
    double drawn = seconds(started);
    ComponentRows components = ComponentRows.complete(codes.widths(), codes.values());
    Membership decided =
        preset == CodesPreset.MARGINAL
            ? CostForm.MARGINAL_WASSERSTEIN.decide(
                components, codes.reliability(), MARGINAL_LIMIT, false)
            : SharingStudy.decide(
                components,
                codes.reliability(),
                1,
                new SharingRule(sharing.kappa(), sharing.grey()));
    double found = seconds(started) - drawn;
    MembershipScore score = score(codes, decided);
    return new RunResult(
        key,
        key.estimator(),
        Release.VERSION,
        codes.rows(),
        0,
        RunScores.none(),
        null,
        new MembershipScores(
            score.f1(),
            score.chance(),
            score.exact(),
            score.falsePairs(),
            score.missedPairs(),
            decided.grey().size()),
        null,
        new ReportVerdict(0, 0, 0, 0),
        null,
        new RunSeconds(drawn, found, 0, seconds(started) - drawn - found));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  /** A found latent is as much a true one as components of it are that. */
  private static MembershipScore score(BentCodes codes, Membership decided) {
    int[][] latent = codes.latent();
    int[] present =
        Arrays.stream(latent).flatMapToInt(Arrays::stream).distinct().sorted().toArray();
    boolean[][] truth = new boolean[present.length][latent.length];
    for (int l = 0; l < present.length; l++) {
      for (int m = 0; m < latent.length; m++) {
        int wanted = present[l];
        truth[l][m] = Arrays.stream(latent[m]).anyMatch(own -> own == wanted);
      }
    }
    List<Membership.Slot> slots = decided.slots();
    boolean[][] found = new boolean[slots.size()][latent.length];
    double[][] strength = new double[slots.size()][present.length];
    for (int s = 0; s < found.length; s++) {
      for (int m = 0; m < latent.length; m++) {
        if (slots.get(s).in(m)) {
          found[s][m] = true;
          int is = Arrays.binarySearch(present, latent[m][slots.get(s).component()[m]]);
          strength[s][is] += 1.0 / slots.get(s).members();
        }
      }
    }
    return MembershipScore.of(found, truth, strength, RunScoring.SEED);
  }
}
