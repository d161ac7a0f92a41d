package io.headwater.simulate.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** All equations of a structure, solved block by block: single latents, or a cycle at once. */
final class StructuralModel {
  /** Rows of the pilot that standardises the equations: errors below one per cent. */
  private static final int PILOT = 20_000;

  /** A round of iteration gains a factor of 0.6; this many end below 1e-13. */
  private static final int ROUNDS = 60;

  private final List<List<Integer>> blocks;
  private final StructuralEquation[] equations;
  private final double[] mean;
  private final double[] sd;

  /**
   * @param random draws the equations
   * @param pilot draws the noise of the pilot
   */
  StructuralModel(
      LatentGraph graph, Equations settings, SplittableRandom random, SplittableRandom pilot) {
    blocks = graph.blocks();
    equations = new StructuralEquation[graph.latents()];
    mean = new double[graph.latents()];
    sd = new double[graph.latents()];
    for (List<Integer> block : blocks) {
      for (int latent : block) {
        List<Integer> outer = new ArrayList<>(graph.parents(latent));
        outer.removeAll(block);
        List<Integer> inner = new ArrayList<>(graph.parents(latent));
        inner.retainAll(block);
        equations[latent] = new StructuralEquation(settings, random, outer, inner);
        sd[latent] = 1;
      }
    }
    standardise(settings, pilot);
  }

  private void standardise(Equations settings, SplittableRandom pilot) {
    double[][] z = new double[PILOT][];
    double[][] noise = new double[PILOT][];
    for (int row = 0; row < PILOT; row++) {
      z[row] = new double[equations.length];
      noise[row] = NoiseLaw.draw(settings.noise(), pilot, equations.length);
    }
    for (List<Integer> block : blocks) {
      block.forEach(latent -> equations[latent].standardise(z));
      for (int row = 0; row < PILOT; row++) {
        solve(block, z[row], noise[row]);
      }
      if (block.size() > 1) {
        block.forEach(latent -> standardise(z, latent));
      }
    }
  }

  private void standardise(double[][] z, int latent) {
    double sum = 0;
    double squares = 0;
    for (double[] row : z) {
      sum += row[latent];
      squares += row[latent] * row[latent];
    }
    mean[latent] = sum / z.length;
    sd[latent] = Math.sqrt(squares / z.length - mean[latent] * mean[latent]);
    for (double[] row : z) {
      row[latent] = (row[latent] - mean[latent]) / sd[latent];
    }
  }

  /**
   * @param noise exogenous noise, one per latent
   * @return the latents
   */
  double[] latents(double[] noise) {
    double[] z = new double[equations.length];
    for (List<Integer> block : blocks) {
      solve(block, z, noise);
      for (int latent : block) {
        z[latent] = (z[latent] - mean[latent]) / sd[latent];
      }
    }
    return z;
  }

  /** Solves a block in place, before its outer standardising. */
  private void solve(List<Integer> block, double[] z, double[] noise) {
    double[] outside = new double[block.size()];
    for (int k = 0; k < outside.length; k++) {
      outside[k] = equations[block.get(k)].fromOutside(z, noise[block.get(k)]);
      z[block.get(k)] = outside[k];
    }
    if (outside.length == 1) {
      return;
    }
    double[] next = new double[outside.length];
    for (int round = 0; round < ROUNDS; round++) {
      for (int k = 0; k < outside.length; k++) {
        next[k] = outside[k] + equations[block.get(k)].fromInside(z);
      }
      for (int k = 0; k < outside.length; k++) {
        z[block.get(k)] = next[k];
      }
    }
  }
}
