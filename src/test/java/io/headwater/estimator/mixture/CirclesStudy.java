package io.headwater.estimator.mixture;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.WindowEstimate;
import io.headwater.evaluate.NodeAccuracy;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.Cpdag;
import io.headwater.graph.discovery.ContingencyTest;
import io.headwater.graph.discovery.PcAlgorithm;
import io.headwater.model.mixture.PhysicsFormula;
import io.headwater.simulate.Draws;
import io.headwater.simulate.circles.Circles;
import io.headwater.simulate.circles.CirclesPreset;
import io.headwater.simulate.circles.CirclesSettings;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Row W: circles of eight clusters, by seed and form. Nothing is chosen by the truth; the last
 * model counts. Run it by
 *
 * <pre>{@code
 * java -cp target/test-classes:target/classes:… io.headwater.estimator.mixture.CirclesStudy w,w-formula 1-10
 * }</pre>
 *
 * <p>Forms: {@code w} (networks alone), {@code w-formula} (stress–strain formula for the curves),
 * {@code w-missing} (formula; 30 % of windows lack a modality), {@code w-independent}, {@code
 * w-blob}, {@code w-shuffled} (controls).
 */
final class CirclesStudy {
  private static final int BATCH = 32;

  private CirclesStudy() {}

  /** One run. */
  record Result(
      NodeAccuracy accuracy,
      double named,
      boolean skeleton,
      boolean pcSkeleton,
      int edges,
      Cpdag cpdag,
      boolean cpdagRight,
      String joint,
      String causes,
      double seconds) {}

  private static CirclesPreset preset(String form) {
    return CirclesPreset.of(form)
        .orElseThrow(() -> new IllegalArgumentException("There are no circles '" + form + "'."));
  }

  static CirclesSettings settings(String form, long seed) {
    return preset(form).settings(seed);
  }

  static MixtureSettings model(String form) {
    MixtureSettings settings =
        MixtureSettings.of(3, List.of(2, 2, 2))
            .withRefitSteps(Integer.getInteger("refit-steps", 1500));
    return preset(form).formula()
        ? settings.withExperts(Map.of(CircleWindows.CURVE, PhysicsFormula.STRESS_STRAIN))
        : settings;
  }

  public static void main(String[] args) {
    String[] span = args[1].split("-");
    System.out.println(
        "| form | seed | accuracy per node | mean | chance | majority | random names | skeleton | PC | CPDAG right | causes | s |");
    for (String form : args[0].split(",")) {
      List<Double> means = new ArrayList<>();
      int skeletons = 0;
      int pc = 0;
      int seeds = 0;
      long last = Long.parseLong(span[span.length - 1]);
      for (long seed = Long.parseLong(span[0]); seed <= last; seed++) {
        Result r = run(form, seed, Integer.getInteger("samples", 4000), true);
        System.out.printf(
            Locale.ROOT,
            "| %s | %d | %s | %.3f | %.3f | %.3f | %.3f | %s | %s | %s | %s | %.0f |%n",
            form,
            seed,
            Arrays.toString(
                Arrays.stream(r.accuracy.accuracy())
                    .map(a -> Math.round(a * 1000) / 1e3)
                    .toArray()),
            r.accuracy.mean(),
            r.accuracy.chance(),
            r.accuracy.majority(),
            r.named,
            r.skeleton,
            r.pcSkeleton,
            r.cpdagRight,
            r.causes.split(":")[0],
            r.seconds);
        means.add(r.accuracy.least());
        skeletons += r.skeleton ? 1 : 0;
        pc += r.pcSkeleton ? 1 : 0;
        seeds++;
      }
      double mean = means.stream().mapToDouble(v -> v).average().orElseThrow();
      double sd =
          Math.sqrt(means.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / means.size());
      System.out.printf(
          Locale.ROOT,
          "%s: least node accuracy mean %.3f, sd %.3f, min %.3f; skeleton right %d of %d, by PC %d%n",
          form,
          mean,
          sd,
          means.stream().mapToDouble(v -> v).min().orElseThrow(),
          skeletons,
          seeds,
          pc);
    }
  }

  static Result run(String form, long seed, int samples, boolean told) {
    long began = System.nanoTime();
    int held = 1000;
    Circles circles = new Circles(settings(form, seed).withSamples(samples + held));
    CircleWindows rows = new CircleWindows(circles);
    try (MixtureEstimator learner =
        MixtureEstimator.create(rows.shapes(), model(form), seed, MixtureEstimator.CPU)) {
      List<AlignedWindow> learned = new ArrayList<>();
      List<AlignedWindow> aside = new ArrayList<>();
      for (int from = 0; from < samples; from += BATCH) {
        List<AlignedWindow> batch = rows.windows(from, Math.min(samples, from + BATCH));
        List<AlignedWindow> rest = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) { // every tenth is held out, as in a job
          ((from + i) % 10 == 9 ? aside : rest).add(batch.get(i));
        }
        learner.observe(rest);
        learner.step(rest);
        learned.addAll(rest);
      }
      RefitReport report = learner.refit(learned, aside);
      if (told) {
        System.out.println(report.remark());
        for (ConditionFinding f : learner.report().findings()) {
          System.out.printf(
              Locale.ROOT,
              "  %s [%s] %.3f / %.3f n %.0f %s: %s%n",
              f.condition(),
              f.scope(),
              f.statistic(),
              f.threshold(),
              f.effectiveSamples(),
              f.status(),
              f.consequence());
        }
      }
      return score(learner, circles, rows, samples, held, began);
    }
  }

  private static Result score(
      MixtureEstimator learner,
      Circles circles,
      CircleWindows rows,
      int from,
      int count,
      long began) {
    List<WindowEstimate> estimates = learner.infer(rows.windows(from, from + count));
    int[][] truth = new int[Circles.CAUSES][count];
    int[][] found = new int[Circles.CAUSES][count];
    for (int r = 0; r < count; r++) {
      double[] causes = circles.row(from + r).causes();
      ModalityEstimate estimate = estimates.get(r).modalities().get(1);
      for (int l = 0; l < Circles.CAUSES; l++) {
        truth[l][r] = causes[l] > 0.5 ? 1 : 0;
        found[l][r] = Math.round(estimate.mean()[l]);
      }
    }
    int[] categories = {2, 2, 2};
    NodeAccuracy accuracy = NodeAccuracy.of(truth, found, categories);
    boolean[][] dag = new boolean[Circles.CAUSES][Circles.CAUSES];
    boolean[][] learnedDag = learner.outcomes().dag();
    for (int i = 0; i < dag.length; i++) {
      for (int j = 0; j < dag.length; j++) {
        dag[i][j] = learnedDag[accuracy.node()[i]][accuracy.node()[j]];
      }
    }
    List<String> names = List.of("colour", "size", "place");
    Cpdag cpdag = Cpdag.ofDag(names, dag);
    Cpdag right = Cpdag.ofDag(names, circles.dag());
    int[][] matched = new int[Circles.CAUSES][];
    for (int i = 0; i < matched.length; i++) {
      matched[i] = found[accuracy.node()[i]];
    }
    Cpdag byPc =
        PcAlgorithm.atLevel(0.01)
            .run(names, new ContingencyTest(matched, count, ContingencyTest.Statistic.G_SQUARE));
    boolean pc = byPc.skeletonErrors(right) == 0;
    return new Result(
        accuracy,
        randomNames(truth, found, categories),
        cpdag.skeletonErrors(right) == 0,
        pc,
        cpdag.edges(),
        cpdag,
        cpdag.equals(right),
        verdict(learner, MixtureEstimator.JOINT),
        verdict(learner, MixtureEstimator.CAUSES),
        (System.nanoTime() - began) / 1e9);
  }

  /** Ablation: the same clusters named at random, as a mixture without a graph has them. */
  private static double randomNames(int[][] truth, int[][] found, int[] categories) {
    SplittableRandom random = new SplittableRandom(5);
    double sum = 0;
    for (int draw = 0; draw < 100; draw++) {
      int[] name = Draws.permutation(random, 8);
      int[][] renamed = new int[3][found[0].length];
      for (int r = 0; r < found[0].length; r++) {
        int outcome = name[found[0][r] * 4 + found[1][r] * 2 + found[2][r]];
        renamed[0][r] = outcome / 4;
        renamed[1][r] = outcome / 2 % 2;
        renamed[2][r] = outcome % 2;
      }
      sum += NodeAccuracy.of(truth, renamed, categories).mean() / 100;
    }
    return sum;
  }

  private static String verdict(MixtureEstimator learner, String block) {
    return learner.report().verdict(block).toString();
  }
}
