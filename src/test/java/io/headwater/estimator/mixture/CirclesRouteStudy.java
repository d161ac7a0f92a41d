package io.headwater.estimator.mixture;

import io.headwater.estimator.WindowEstimate;
import io.headwater.evaluate.NodeAccuracy;
import io.headwater.model.mixture.OutcomeSpace;
import io.headwater.model.mixture.SparseNodes;
import io.headwater.simulate.circles.Circles;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The eight outcomes of circles (row W, {@code w}) by the list of outcomes and, with the bound set
 * to 1, by the factorial mixture, on the same rows. Run it by
 *
 * <pre>{@code
 * java -Drefit-steps=900 -cp target/test-classes:target/classes:… io.headwater.estimator.mixture.CirclesRouteStudy 1-10
 * }</pre>
 */
final class CirclesRouteStudy {
  private static final int SAMPLES = 3000;
  private static final int HELD = 1000;
  private static final int BATCH = 32;

  private CirclesRouteStudy() {}

  public static void main(String[] args) {
    String[] span = args[0].split("-");
    System.out.println("| seed | route | least | chance | skeleton errors | causes | s |");
    for (long seed = Long.parseLong(span[0]); seed <= Long.parseLong(span[1]); seed++) {
      run("listed", OutcomeSpace.MOST_OUTCOMES, seed);
      run("factorial", 1, seed);
    }
  }

  private static void run(String route, long bound, long seed) {
    long began = System.nanoTime();
    Circles circles = new Circles(CirclesStudy.settings("w", seed).withSamples(SAMPLES + HELD));
    CircleWindows rows = new CircleWindows(circles);
    MixtureSettings settings = CirclesStudy.model("w");
    try (MixtureEstimator learner =
        MixtureEstimator.create(rows.shapes(), settings, seed, MixtureEstimator.CPU, bound)) {
      List<AlignedWindow> learned = new ArrayList<>();
      List<AlignedWindow> aside = new ArrayList<>();
      for (int from = 0; from < SAMPLES; from += BATCH) {
        List<AlignedWindow> batch = rows.windows(from, Math.min(SAMPLES, from + BATCH));
        List<AlignedWindow> rest = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) { // every tenth is held out, as in a job
          ((from + i) % 10 == 9 ? aside : rest).add(batch.get(i));
        }
        learner.observe(rest);
        learner.step(rest);
        learned.addAll(rest);
      }
      learner.refit(learned, aside);
      NodeAccuracy accuracy = accuracy(learner, circles, rows);
      boolean[][] dag = new boolean[Circles.CAUSES][Circles.CAUSES];
      learner
          .graph()
          .selectedEdges()
          .forEach(
              e -> dag[FactorialStudy.node(e.source())][FactorialStudy.node(e.target())] = true);
      boolean[][] matched = new boolean[Circles.CAUSES][Circles.CAUSES];
      for (int i = 0; i < dag.length; i++) {
        for (int j = 0; j < dag.length; j++) {
          matched[i][j] = dag[accuracy.node()[i]][accuracy.node()[j]];
        }
      }
      System.out.printf(
          Locale.ROOT,
          "| %d | %s | %.3f | %.2f | %d | %s | %.0f |%n",
          seed,
          route,
          accuracy.least(),
          accuracy.chance(),
          SparseNodes.cpdag(matched).skeletonErrors(SparseNodes.cpdag(circles.dag())),
          learner.report().verdict(MixtureEstimator.CAUSES),
          (System.nanoTime() - began) / 1e9);
      if (Boolean.getBoolean("told")) {
        learner.report().findings().forEach(System.out::println);
      }
    }
  }

  private static NodeAccuracy accuracy(
      MixtureEstimator learner, Circles circles, CircleWindows rows) {
    List<WindowEstimate> estimates = learner.infer(rows.windows(SAMPLES, SAMPLES + HELD));
    int[][] truth = new int[Circles.CAUSES][HELD];
    int[][] found = new int[Circles.CAUSES][HELD];
    for (int r = 0; r < HELD; r++) {
      double[] causes = circles.row(SAMPLES + r).causes();
      for (int l = 0; l < Circles.CAUSES; l++) {
        truth[l][r] = causes[l] > 0.5 ? 1 : 0;
        found[l][r] = Math.round(estimates.get(r).modalities().get(1).mean()[l]);
      }
    }
    return NodeAccuracy.of(truth, found, new int[] {2, 2, 2});
  }
}
