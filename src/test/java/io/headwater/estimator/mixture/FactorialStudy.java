package io.headwater.estimator.mixture;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.RefitReport;
import io.headwater.estimator.WindowEstimate;
import io.headwater.evaluate.NodeAccuracy;
import io.headwater.graph.ConditionFinding;
import io.headwater.graph.Cpdag;
import io.headwater.graph.discovery.ContingencyTest;
import io.headwater.graph.discovery.PcAlgorithm;
import io.headwater.model.mixture.SparseNodes;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Thirteen binary nodes, 8192 joint outcomes, by form of {@link ManyNodes} and seed; nothing is
 * chosen by the truth, the last model counts. Run it by
 *
 * <pre>{@code
 * java -Drefit-steps=600 -cp target/test-classes:target/classes:… io.headwater.estimator.mixture.FactorialStudy nodes,blob 1-10
 * }</pre>
 *
 * <p>{@code -Dtold=true} prints the findings; {@code -Dnoise}, {@code -Dcolumns}, {@code -Dsamples}
 * and {@code -Dnodes} make it harder.
 */
final class FactorialStudy {
  private static final int BATCH = 32;
  private static final int SAMPLES = Integer.getInteger("samples", 3000);
  private static final int NODES = Integer.getInteger("nodes", 13);
  private static final int COLUMNS = Integer.getInteger("columns", 32);
  private static final int HELD = 1000;
  private static final double NOISE = Double.parseDouble(System.getProperty("noise", "0.25"));

  private FactorialStudy() {}

  /** One run. */
  record Result(
      NodeAccuracy accuracy,
      int skeletonErrors,
      int pcErrors,
      int edges,
      boolean cpdagRight,
      String joint,
      String causes,
      RefitReport refit,
      List<ConditionFinding> findings,
      double seconds) {}

  public static void main(String[] args) {
    String[] span = args[1].split("-");
    System.out.println(
        "| form | seed | least | mean | chance | majority | skeleton errors of edges | by PC | CPDAG right | joint | causes | s |");
    for (String form : args[0].split(",")) {
      List<Double> least = new ArrayList<>();
      int skeletons = 0;
      int runs = 0;
      for (long seed = Long.parseLong(span[0]);
          seed <= Long.parseLong(span[span.length - 1]);
          seed++) {
        List<Integer> categories = Collections.nCopies(NODES, 2);
        ManyNodes rows =
            new ManyNodes(
                categories,
                COLUMNS,
                ManyNodes.Form.valueOf(form.toUpperCase(Locale.ROOT)),
                NOISE,
                seed);
        MixtureSettings settings =
            MixtureSettings.of(NODES, categories)
                .withRefitSteps(Integer.getInteger("refit-steps", 900));
        Result r = run(rows, settings, Long.getLong("bound", 4096), seed, SAMPLES, HELD);
        System.out.printf(
            Locale.ROOT,
            "| %s | %d | %.3f | %.3f | %.2f | %.2f | %d of %d | %d | %s | %s | %s | %.0f |%n",
            form,
            seed,
            r.accuracy.least(),
            r.accuracy.mean(),
            r.accuracy.chance(),
            r.accuracy.majority(),
            r.skeletonErrors,
            r.edges,
            r.pcErrors,
            r.cpdagRight,
            r.joint,
            r.causes,
            r.seconds);
        if (Boolean.getBoolean("told")) {
          System.out.println(r.refit.remark());
          r.findings.forEach(
              f ->
                  System.out.printf(
                      Locale.ROOT,
                      "  %s [%s] %.3f / %.3f n %.0f %s: %s%n",
                      f.condition(),
                      f.scope(),
                      f.statistic(),
                      f.threshold(),
                      f.effectiveSamples(),
                      f.status(),
                      f.consequence()));
        }
        least.add(r.accuracy.least());
        skeletons += r.skeletonErrors == 0 ? 1 : 0;
        runs++;
      }
      double mean = least.stream().mapToDouble(v -> v).average().orElseThrow();
      double square = least.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
      System.out.printf(
          Locale.ROOT,
          "%s: least node accuracy mean %.3f, sd %.3f, min %.3f; skeleton right %d of %d%n",
          form,
          mean,
          Math.sqrt(square / runs),
          Collections.min(least),
          skeletons,
          runs);
    }
  }

  /** Learns rows from 0 in one pass and re-solves; scores on as many after them. */
  static Result run(
      ManyNodes rows, MixtureSettings settings, long bound, long seed, int samples, int held) {
    long began = System.nanoTime();
    try (MixtureEstimator learner =
        MixtureEstimator.create(rows.shapes(), settings, seed, MixtureEstimator.CPU, bound)) {
      List<AlignedWindow> learned = new ArrayList<>();
      List<AlignedWindow> aside = new ArrayList<>();
      RefitReport refit = learn(learner, rows, samples, learned, aside);
      return score(learner, rows, samples, held, refit, began);
    }
  }

  static RefitReport learn(
      MixtureEstimator learner,
      ManyNodes rows,
      int samples,
      List<AlignedWindow> learned,
      List<AlignedWindow> aside) {
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
    return learner.refit(learned, aside);
  }

  static Result score(
      MixtureEstimator learner,
      ManyNodes rows,
      int from,
      int count,
      RefitReport refit,
      long began) {
    int nodes = rows.nodes().space().nodes();
    int[] categories = rows.nodes().space().categories().stream().mapToInt(c -> c).toArray();
    List<WindowEstimate> estimates = learner.infer(rows.windows(from, from + count));
    int[][] truth = new int[nodes][count];
    int[][] found = new int[nodes][count];
    for (int r = 0; r < count; r++) {
      int[] causes = rows.causes(from + r);
      ModalityEstimate estimate = estimates.get(r).modalities().get(1);
      for (int l = 0; l < nodes; l++) {
        truth[l][r] = causes[l];
        found[l][r] = Math.round(estimate.mean()[l]);
      }
    }
    NodeAccuracy accuracy = NodeAccuracy.of(truth, found, categories);
    boolean[][] learnedDag = new boolean[nodes][nodes];
    learner
        .graph()
        .selectedEdges()
        .forEach(e -> learnedDag[node(e.source())][node(e.target())] = true);
    boolean[][] dag = new boolean[nodes][nodes];
    int[][] matched = new int[nodes][];
    for (int i = 0; i < nodes; i++) {
      matched[i] = found[accuracy.node()[i]];
      for (int j = 0; j < nodes; j++) {
        dag[i][j] = learnedDag[accuracy.node()[i]][accuracy.node()[j]];
      }
    }
    Cpdag cpdag = SparseNodes.cpdag(dag);
    Cpdag right = rows.nodes().cpdag();
    List<String> names = IntStream.range(0, nodes).mapToObj(l -> "n" + l).toList();
    boolean constant =
        Arrays.stream(matched).anyMatch(c -> Arrays.stream(c).distinct().count() < 2);
    int pc =
        constant
            ? -1
            : PcAlgorithm.atLevel(0.01)
                .run(names, new ContingencyTest(matched, count, ContingencyTest.Statistic.G_SQUARE))
                .skeletonErrors(right);
    return new Result(
        accuracy,
        cpdag.skeletonErrors(right),
        pc,
        right.edges(),
        cpdag.equals(right),
        learner.report().verdict(MixtureEstimator.JOINT).toString(),
        learner.report().verdict(MixtureEstimator.CAUSES).toString(),
        refit,
        learner.report().findings(),
        (System.nanoTime() - began) / 1e9);
  }

  /** Number of a node by its name in the graph. */
  static int node(String id) {
    return Integer.parseInt(id.substring(id.lastIndexOf('z') + 1));
  }
}
