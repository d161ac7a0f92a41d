package io.headwater.estimator.coupled;

import io.headwater.estimator.ModalityEstimate;
import io.headwater.estimator.ScenarioWindows;
import io.headwater.estimator.WindowEstimate;
import io.headwater.evaluate.IdentificationCase;
import io.headwater.evaluate.IdentificationScore;
import io.headwater.evaluate.LatentBlocks;
import io.headwater.evaluate.LinearIdentification;
import io.headwater.graph.CausalEdge;
import io.headwater.graph.IdentifiabilityReport;
import io.headwater.graph.Verdict;
import io.headwater.model.CounterRandom;
import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One pass over a scenario as the learner makes it (batches of 32 fresh and 32 earlier windows,
 * every tenth window held out), one re-solve at the end, and scores on windows that were never
 * learned. No truth enters before the scores.
 *
 * @param linear mean linear R² of the true latents over modalities, held out
 * @param linearChance the same with shuffled rows
 * @param mcc mean correlation coefficient, matched within modalities
 * @param mccChance that of random rotations of the truth
 * @param verdicts what the report says of each modality
 * @param rightCouplings selected couplings that are partners in truth
 * @param wrongCouplings those that are not
 */
record CoupledRun(
    double linear,
    double linearChance,
    double mcc,
    double mccChance,
    List<Verdict> verdicts,
    int rightCouplings,
    int wrongCouplings,
    IdentifiabilityReport report) {
  private static final int BATCH = 32;
  private static final int HELD_OUT_EVERY = 10;
  private static final int TEST = 2000;

  static CoupledSettings settings(String row) {
    return CoupledSettings.of(
        row.startsWith("ls") ? CoupledSettings.Geometry.SPHERE : CoupledSettings.Geometry.BOX);
  }

  static CoupledRun of(
      String row, long seed, int windows, int stepsPerBatch, CoupledSettings settings) {
    ScenarioWindows data = new ScenarioWindows(row, seed, windows + TEST);
    try (CoupledEstimator learner =
        CoupledEstimator.create(data.shapes(), settings, seed, CoupledEstimator.CPU)) {
      List<AlignedWindow> reservoir = new ArrayList<>();
      List<AlignedWindow> heldOut = new ArrayList<>();
      for (int from = 0; from + BATCH <= windows; from += BATCH) {
        List<AlignedWindow> batch = new ArrayList<>();
        for (int i = from; i < from + BATCH; i++) {
          AlignedWindow window = data.windows(i, i + 1).get(0);
          (i % HELD_OUT_EVERY == 0 ? heldOut : batch).add(window);
        }
        learner.observe(batch);
        RandomGenerator random = CounterRandom.at(seed, from, 3);
        for (int s = 0; s < stepsPerBatch; s++) {
          List<AlignedWindow> all = new ArrayList<>(batch);
          for (int i = 0; i < BATCH && !reservoir.isEmpty(); i++) {
            all.add(reservoir.get(random.nextInt(reservoir.size())));
          }
          learner.step(all);
        }
        reservoir.addAll(batch);
      }
      learner.refit(reservoir, heldOut);
      return scored(data, learner, windows);
    }
  }

  private static CoupledRun scored(ScenarioWindows data, CoupledEstimator learner, int windows) {
    List<WindowEstimate> estimates = learner.infer(data.windows(windows, windows + TEST));
    int modalities = data.shapes().size();
    int d = data.shapes().get(0).latents();
    List<String> names = data.shapes().stream().map(s -> s.name()).toList();
    List<double[][]> truth = new ArrayList<>();
    List<double[][]> found = new ArrayList<>();
    double linear = 0;
    double chance = 0;
    for (int m = 0; m < modalities; m++) {
      double[][] z = new double[d][TEST];
      double[][] c = new double[d][TEST];
      for (int r = 0; r < TEST; r++) {
        double[] row = data.latents(windows + r);
        ModalityEstimate estimate = estimates.get(r).modalities().get(m);
        for (int k = 0; k < d; k++) {
          z[k][r] = row[m * d + k];
          c[k][r] = estimate.mean()[k];
        }
      }
      truth.add(z);
      found.add(c);
      LinearIdentification line = LinearIdentification.of(names.get(m), z, c, 1);
      linear += line.rSquared() / modalities;
      chance += line.chance() / modalities;
    }
    IdentificationScore score =
        IdentificationScore.of(
            IdentificationCase.of(new LatentBlocks(names, truth), new LatentBlocks(names, found)),
            1);
    int right = 0;
    int wrong = 0;
    for (CausalEdge edge : learner.graph().selectedEdges()) {
      int first = place(edge.source(), names, d);
      int second = place(edge.target(), names, d);
      int trueFirst = match(score, first / d, first % d) + first / d * d;
      int trueSecond = match(score, second / d, second % d) + second / d * d;
      if (data.linked(trueFirst, trueSecond)) {
        right++;
      } else {
        wrong++;
      }
    }
    IdentifiabilityReport report = learner.report();
    return new CoupledRun(
        linear,
        chance,
        score.pearson().mean(),
        score.pearson().withinChance().rotationMean(),
        names.stream().map(report::verdict).toList(),
        right,
        wrong,
        report);
  }

  private static int place(String node, List<String> names, int d) {
    int dot = node.lastIndexOf(".z");
    return names.indexOf(node.substring(0, dot)) * d + Integer.parseInt(node.substring(dot + 2));
  }

  /** The true latent that a component stands for. */
  private static int match(IdentificationScore score, int modality, int component) {
    int[] estimateOf = score.pearson().within().get(modality).estimateOf();
    for (int i = 0; i < estimateOf.length; i++) {
      if (estimateOf[i] == component) {
        return i;
      }
    }
    throw new IllegalStateException("Component " + component + " stands for no latent.");
  }
}
