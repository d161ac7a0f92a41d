package io.headwater.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The chance level of a component score: what one gets for having found every modality's block
 * perfectly and its axes not at all. The true latents of each block, at unit variance, are rotated
 * at random and matched with themselves. For two independent Gaussian components the mean Pearson
 * score is 2√2/π ≈ 0.90, so scores about that height say nothing about components.
 */
public final class RotationChance {
  /** Enough that the mean is known to about ±.01. */
  public static final int DEFAULT_ROTATIONS = 100;

  private RotationChance() {}

  /** Mean Spearman score over random rotations of one modality's true latents (component × row). */
  public static double of(double[][] truth, int rotations, long seed) {
    LatentBlocks block = new LatentBlocks(List.of("block"), List.<double[][]>of(truth));
    double[][] scores = scores(block, Correlation.SPEARMAN, rotations, seed);
    return Arrays.stream(scores[0]).average().orElseThrow();
  }

  /**
   * The scores of some random rotations inside all blocks: those of the matching within modalities,
   * then those of the global matching.
   */
  static double[][] scores(LatentBlocks truth, Correlation kind, int rotations, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // Unit variance, so that the chance level does not depend on the units of the truth.
    LatentBlocks unit = truth.standardised();
    double[][] scores = new double[2][rotations];
    for (int r = 0; r < rotations; r++) {
      List<double[][]> rotated = new ArrayList<>();
      for (double[][] block : unit.values()) {
        rotated.add(Rotation.apply(Rotation.draw(block.length, random), block));
      }
      double[] means = Mcc.means(unit, new LatentBlocks(truth.modalities(), rotated), kind);
      scores[0][r] = means[0];
      scores[1][r] = means[1];
    }
    return scores;
  }
}
