package io.headwater.estimator.partial;

import ai.djl.Device;
import io.headwater.estimator.Estimator;
import io.headwater.estimator.ModalityIntake;
import io.headwater.estimator.ModalityShape;
import io.headwater.estimator.WindowDraws;
import io.headwater.estimator.WindowEstimate;
import io.headwater.estimator.baseline.BaselineEstimator;
import io.headwater.estimator.baseline.BaselineKind;
import io.headwater.estimator.baseline.BaselineSettings;
import io.headwater.estimator.network.BottleneckNetwork;
import io.headwater.estimator.network.CodePass;
import io.headwater.estimator.network.Codes;
import io.headwater.estimator.network.Settling;
import io.headwater.evaluate.Correlation;
import io.headwater.evaluate.MembershipScore;
import io.headwater.model.AdamWSettings;
import io.headwater.model.CodeTerm;
import io.headwater.model.CounterRandom;
import io.headwater.model.sharing.CodeMoments;
import io.headwater.model.sharing.ComponentRows;
import io.headwater.model.sharing.Membership;
import io.headwater.model.sharing.PartialSharing;
import io.headwater.model.sharing.PullSchedule;
import io.headwater.model.sharing.SharedAxes;
import io.headwater.model.sharing.SharingRule;
import io.headwater.model.sharing.SharingStudy;
import io.headwater.model.sharing.SlotFusion;
import io.headwater.simulate.views.ViewsPreset;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The plug-in test: the same Wasserstein module on an autoencoder, a BetaVAE and a contrastive
 * encoder, one line each, against the same encoders without it. Membership is decided by the same
 * rule for all; only what the noise ceiling comes from differs.
 *
 * <pre>
 * java -cp ... io.headwater.estimator.partial.PluginStudy ENCODER[,ENCODER] CASE[,CASE] FIRST_SEED SEEDS [WEIGHT]
 * </pre>
 */
public final class PluginStudy {
  private static final SharingRule RULE = SharingRule.defaults();

  /** How much is learned. */
  record Effort(int train, int heldOut, int hidden, int steps, PullSchedule pull) {
    static Effort of(double weight) {
      return new Effort(4096, 1024, 64, 1000, new PullSchedule(200, 300, weight));
    }
  }

  /** An encoder that the module goes into. */
  enum Encoder {
    AUTOENCODER(PartialSettings.DEFAULT_WEIGHT) {
      @Override
      Codings learn(List<ModalityShape> shapes, CodeTerm term, long seed, Run run) {
        List<ModalityIntake> intakes = shapes.stream().map(ModalityIntake::new).toList();
        run.train().forEach(w -> intakes.forEach(i -> i.observe(w.grid(i.shape().name()))));
        PartialSettings settings =
            PartialSettings.defaults()
                .withEncoders(
                    run.effort().hidden(),
                    PartialSettings.DEFAULT_LEARNING_RATE,
                    AdamWSettings.DEFAULT_WEIGHT_DECAY);
        try (BottleneckNetwork network =
            new BottleneckNetwork(intakes, term, settings.network(), seed, Device.cpu())) {
          new Settling(intakes, network, seed).run(run.train(), run.effort().steps());
          Codes train = CodePass.read(intakes, network::freeze, run.train());
          Codes test = CodePass.read(intakes, network::freeze, run.test());
          return new Codings(
              SharingMaps.latents(shapes, train),
              SharingMaps.latents(shapes, test),
              new Deciding(intakes, network, RULE).decide(train, test, run.test()).reliability());
        }
      }
    },
    VAE(1) {
      @Override
      Codings learn(List<ModalityShape> shapes, CodeTerm term, long seed, Run run) {
        return run.learn(
            BaselineEstimator.create(BaselineKind.BETA_VAE, shapes, term, run.settings(), seed, -1),
            shapes,
            seed);
      }
    },
    CONTRAST(1) {
      @Override
      Codings learn(List<ModalityShape> shapes, CodeTerm term, long seed, Run run) {
        return run.learn(
            BaselineEstimator.create(
                BaselineKind.CONTENT_CONTRAST, shapes, term, run.settings(), seed, -1),
            shapes,
            seed);
      }
    };

    private final double weight;

    Encoder(double weight) {
      this.weight = weight;
    }

    /** The module's weight, by the scale of this encoder's own loss. */
    double weight() {
      return weight;
    }

    abstract Codings learn(List<ModalityShape> shapes, CodeTerm term, long seed, Run run);
  }

  /** Codes of windows that were learned and that were not, and the ceiling of each component. */
  record Codings(ComponentRows train, ComponentRows test, double[][] reliability) {}

  /** Windows and how much is learned from them. */
  record Run(List<AlignedWindow> train, List<AlignedWindow> test, Effort effort) {
    private static final int BATCH = 256;

    /** These data have hardly any noise; a VAE that expects more loses latents. */
    private static final double BETA = 0.02;

    /** Apart from the learner's own draws. */
    private static final long DRAW_STREAM = 7_000_003;

    BaselineSettings settings() {
      return new BaselineSettings(
          effort.hidden(),
          PartialSettings.DEFAULT_LEARNING_RATE,
          AdamWSettings.DEFAULT_WEIGHT_DECAY,
          effort.steps() / 4,
          BETA);
    }

    /** Steps at full rate on large batches, then at a falling one. */
    Codings learn(Estimator created, List<ModalityShape> shapes, long seed) {
      try (Estimator learner = created) {
        learner.observe(train);
        for (int s = 0; s < effort.steps(); s++) {
          learner.stepAtFullRate(
              WindowDraws.draw(CounterRandom.at(seed, s, DRAW_STREAM), train, BATCH));
        }
        learner.refit(train, test);
        ComponentRows codes = means(learner.infer(train), shapes);
        List<WindowEstimate> heldOut = learner.infer(test);
        return new Codings(codes, means(heldOut, shapes), reliability(codes, heldOut, shapes));
      }
    }

    /** Correlation of two posterior samples of each component; 1 where codes have no spread. */
    private static double[][] reliability(
        ComponentRows codes, List<WindowEstimate> heldOut, List<ModalityShape> shapes) {
      SharedAxes axes = SharedAxes.of(CodeMoments.of(codes), null);
      double[][] reliability = new double[shapes.size()][];
      for (int m = 0; m < reliability.length; m++) {
        int width = shapes.get(m).latents();
        reliability[m] = new double[width];
        for (int k = 0; k < width; k++) {
          double spread = 0;
          for (WindowEstimate estimate : heldOut) {
            for (int b = 0; b < width; b++) {
              double deviation = estimate.modalities().get(m).deviation()[b];
              double axis = axes.matrix()[m].get(k, b);
              spread += axis * axis * deviation * deviation / heldOut.size();
            }
          }
          reliability[m][k] = 1 / (1 + spread);
        }
      }
      return reliability;
    }

    private static ComponentRows means(List<WindowEstimate> estimates, List<ModalityShape> shapes) {
      int[] widths = SharingMaps.widths(shapes);
      float[][] values = new float[widths.length][];
      for (int m = 0; m < widths.length; m++) {
        values[m] = new float[estimates.size() * widths[m]];
        for (int r = 0; r < estimates.size(); r++) {
          float[] mean = estimates.get(r).modalities().get(m).mean();
          System.arraycopy(mean, 0, values[m], r * widths[m], widths[m]);
        }
      }
      return ComponentRows.complete(widths, values);
    }
  }

  /** What one seed gave. */
  record Outcome(MembershipScore score, int grey, double seconds) {}

  private PluginStudy() {}

  /** Runs encoders and cases, with the module and without. */
  public static void main(String[] args) {
    long first = Long.parseLong(args[2]);
    int seeds = Integer.parseInt(args[3]);
    System.out.println(
        "| encoder | case | module | F1 by seed | mean | sd | least | chance | exact | false pairs | missed | grey | seconds |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (String encoderName : args[0].split(",")) {
      Encoder encoder = Encoder.valueOf(encoderName.toUpperCase(Locale.ROOT));
      double weight = args.length > 4 ? Double.parseDouble(args[4]) : encoder.weight();
      for (String name : args[1].split(",")) {
        ViewsPreset which =
            ViewsPreset.of(name)
                .orElseThrow(
                    () -> new IllegalArgumentException("There are no views " + name + "."));
        for (double w : new double[] {0, weight}) {
          List<Outcome> outcomes = new ArrayList<>();
          for (long seed = first; seed < first + seeds; seed++) {
            Effort effort = Effort.of(w);
            SharedViews views =
                SharedViews.draw(effort.train() + effort.heldOut(), which.settings(seed));
            outcomes.add(run(encoder, views, effort, seed));
          }
          print(encoder, which, w, outcomes);
        }
      }
    }
  }

  static Outcome run(Encoder encoder, SharedViews views, Effort effort, long seed) {
    long start = System.nanoTime();
    Run run =
        new Run(
            views.windows().subList(0, effort.train()),
            views.windows().subList(effort.train(), effort.train() + effort.heldOut()),
            effort);
    List<ModalityShape> shapes = encoder == Encoder.CONTRAST ? sharedOnly(views) : views.shapes();
    CodeTerm term = new PartialSharing(SharingMaps.widths(shapes), effort.pull());
    Codings codings = encoder.learn(shapes, term, seed, run);
    SharedAxes axes = SharedAxes.of(CodeMoments.of(codings.train()), null);
    ComponentRows components = axes.components(codings.test());
    Membership membership = SharingStudy.decide(components, codings.reliability(), 1, RULE);
    SlotFusion fusion =
        SlotFusion.of(membership, axes.components(codings.train()), codings.reliability());
    int[] counted = counted(encoder, views);
    return new Outcome(
        score(views, counted, membership, fusion, components, effort.train(), seed),
        membership.grey().size(),
        (System.nanoTime() - start) / 1e9);
  }

  /** How many modalities see a latent. */
  private static int members(SharedViews views, int latent) {
    int members = 0;
    for (int[] set : views.sets()) {
      members += (int) Arrays.stream(set).filter(l -> l == latent).count();
    }
    return members;
  }

  /** Contrast keeps what modalities share and has to be told how much that is (Yao et al. 2024). */
  private static List<ModalityShape> sharedOnly(SharedViews views) {
    List<ModalityShape> shapes = new ArrayList<>();
    for (int m = 0; m < views.sets().length; m++) {
      ModalityShape s = views.shapes().get(m);
      int shared = (int) Arrays.stream(views.sets()[m]).filter(l -> members(views, l) > 1).count();
      shapes.add(
          new ModalityShape(
              s.name(),
              s.kind(),
              s.steps(),
              s.channels(),
              0,
              0,
              0,
              s.encoder(),
              shared == 0 ? s.latents() : shared,
              0));
    }
    return shapes;
  }

  /** Latents that the score asks for: of a contrast only shared ones, where there are any. */
  private static int[] counted(Encoder encoder, SharedViews views) {
    int latents = views.z()[0].length;
    List<Integer> counted = new ArrayList<>();
    for (int l = 0; l < latents; l++) {
      if (members(views, l) > (encoder == Encoder.CONTRAST ? 1 : 0)) {
        counted.add(l);
      }
    }
    for (int l = 0; counted.isEmpty() && l < latents; l++) {
      counted.add(l);
    }
    return counted.stream().distinct().mapToInt(Integer::intValue).toArray();
  }

  private static MembershipScore score(
      SharedViews views,
      int[] counted,
      Membership membership,
      SlotFusion fusion,
      ComponentRows components,
      int firstRow,
      long seed) {
    int rows = components.rows();
    boolean[][] truth = new boolean[counted.length][views.sets().length];
    double[][] z = new double[counted.length][rows];
    for (int l = 0; l < counted.length; l++) {
      for (int m = 0; m < views.sets().length; m++) {
        int latent = counted[l];
        truth[l][m] = Arrays.stream(views.sets()[m]).anyMatch(i -> i == latent);
      }
      for (int r = 0; r < rows; r++) {
        z[l][r] = views.z()[firstRow + r][counted[l]];
      }
    }
    boolean[][] found = new boolean[membership.slots().size()][views.sets().length];
    double[][] strength = new double[found.length][counted.length];
    for (int s = 0; s < found.length; s++) {
      double[] values = new double[rows];
      for (int r = 0; r < rows; r++) {
        values[r] = fusion.value(s, components, r);
      }
      for (int m = 0; m < found[s].length; m++) {
        found[s][m] = membership.slots().get(s).in(m);
      }
      for (int l = 0; l < counted.length; l++) {
        strength[s][l] = Math.abs(Correlation.SPEARMAN.between(values, z[l]));
      }
    }
    return MembershipScore.of(found, truth, strength, seed);
  }

  private static void print(
      Encoder encoder, ViewsPreset which, double weight, List<Outcome> outcomes) {
    double[] f1 = outcomes.stream().mapToDouble(o -> o.score().f1()).toArray();
    double mean = Arrays.stream(f1).average().orElseThrow();
    double squares = Arrays.stream(f1).map(v -> (v - mean) * (v - mean)).sum();
    StringBuilder each = new StringBuilder();
    for (double value : f1) {
      each.append("%.2f ".formatted(value));
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s| %.3f | %.3f | %.3f | %.3f | %.2f | %d | %d | %d | %.0f |%n",
        encoder,
        which.id(),
        weight == 0 ? "without" : "with, weight " + weight,
        each,
        mean,
        Math.sqrt(squares / Math.max(1, f1.length - 1)),
        Arrays.stream(f1).min().orElseThrow(),
        outcomes.stream().mapToDouble(o -> o.score().chance()).average().orElseThrow(),
        outcomes.stream().mapToDouble(o -> o.score().exact() ? 1 : 0).average().orElseThrow(),
        outcomes.stream().mapToInt(o -> o.score().falsePairs()).sum(),
        outcomes.stream().mapToInt(o -> o.score().missedPairs()).sum(),
        outcomes.stream().mapToInt(Outcome::grey).sum(),
        outcomes.stream().mapToDouble(Outcome::seconds).average().orElseThrow());
  }
}
