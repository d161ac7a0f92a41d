package io.headwater.model.latent;

import io.headwater.graph.CausalEdge;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A synthetic problem, its solution, and how far they agree. */
record SolvedCase(
    SyntheticLatents truth,
    double[][] heldOutLatents,
    CodeSample train,
    CodeSample heldOut,
    SolveResult result) {

  /** How the true latents become codes. */
  enum Mix {
    LINEAR,
    CURVED
  }

  static SolvedCase solve(
      SyntheticLatents truth,
      Mix mix,
      int rows,
      int heldOutRows,
      double absent,
      SolverSettings settings,
      long seed) {
    double[][] z = truth.sample(rows + heldOutRows);
    int[] latents = new int[truth.modalities()];
    Arrays.fill(latents, truth.latents());
    CodeSample all =
        mix == Mix.LINEAR ? Mixing.linear(z, latents, seed) : Mixing.curved(z, latents, seed);
    if (absent > 0) {
      all = Mixing.withAbsences(all, absent, seed);
    }
    CodeSample train = Mixing.rows(all, 0, rows);
    CodeSample heldOut = Mixing.rows(all, rows, rows + heldOutRows);
    SolveResult result =
        LatentSolver.solve(train, heldOut, settings, null, names(truth.modalities()));
    return new SolvedCase(
        truth, Arrays.copyOfRange(z, rows, rows + heldOutRows), train, heldOut, result);
  }

  static List<String> names(int modalities) {
    return IntStream.range(0, modalities).mapToObj(m -> "m" + m).toList();
  }

  ComponentMatch match() {
    CodeSample reference = Mixing.truth(heldOutLatents, train.latents());
    float[][] z = result.model().transform(heldOut);
    return ComponentMatch.between(
        reference,
        new CodeSample(heldOut.rows(), train.latents(), train.exogenous(), z, heldOut.present()));
  }

  /** Mean absolute rank correlation with the true latents after matching within modalities. */
  double mcc() {
    return Arrays.stream(match().agreement()).average().orElseThrow();
  }

  /** Structural Hamming distance over cross-modality pairs; a reversed edge counts one. */
  int shd() {
    return distance(false);
  }

  /** The same without directions. */
  int skeletonErrors() {
    return distance(true);
  }

  private int distance(boolean undirected) {
    ComponentMatch match = match();
    LatentModel shown = result.model().reordered(match.permutation(), match.signs());
    Set<String> selected = new HashSet<>();
    for (CausalEdge edge : shown.edges(names(truth.modalities()))) {
      if (edge.selected()) {
        selected.add(edge.source() + ">" + edge.target());
      }
    }
    int wrong = 0;
    int d = truth.latents();
    for (int i = 0; i < truth.modalities() * d; i++) {
      for (int j = 0; j < i; j++) {
        String a = "m" + i / d + ".z" + i % d;
        String b = "m" + j / d + ".z" + j % d;
        boolean intoI = selected.contains(b + ">" + a);
        boolean intoJ = selected.contains(a + ">" + b);
        boolean trueI = truth.isParent(i, j);
        boolean trueJ = truth.isParent(j, i);
        boolean differs =
            undirected ? (intoI || intoJ) != (trueI || trueJ) : intoI != trueI || intoJ != trueJ;
        wrong += differs ? 1 : 0;
      }
    }
    return wrong;
  }

  boolean orderFound() {
    return Arrays.equals(result.order().rank(), truth.rank());
  }

  /**
   * Mean MCC of random rotations of the true latents: what a solver that finds blocks only gets.
   */
  static double chance(double[][] z, int modalities, int latents) {
    int[] layout = new int[modalities];
    Arrays.fill(layout, latents);
    CodeSample reference = Mixing.truth(z, layout);
    double sum = 0;
    int draws = 20;
    for (int seed = 0; seed < draws; seed++) {
      CodeSample rotated = RotatedTruth.of(z, modalities, latents, seed);
      sum +=
          Arrays.stream(ComponentMatch.between(reference, rotated).agreement())
              .average()
              .orElseThrow();
    }
    return sum / draws;
  }
}
