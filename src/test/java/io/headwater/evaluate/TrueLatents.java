package io.headwater.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Three modalities of three independent Laplace latents, and what encoders may make of them. */
final class TrueLatents {
  static final int ROWS = 800;
  private static final List<String> MODALITIES = List.of("a", "b", "c");

  private TrueLatents() {}

  static LatentBlocks drawn(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<double[][]> blocks = new ArrayList<>();
    for (int m = 0; m < MODALITIES.size(); m++) {
      double[][] block = new double[3][ROWS];
      for (double[] series : block) {
        Arrays.setAll(
            series, i -> (random.nextBoolean() ? 1 : -1) * Math.log(1 - random.nextDouble()));
      }
      blocks.add(block);
    }
    return new LatentBlocks(MODALITIES, blocks);
  }

  static LatentBlocks rotated(LatentBlocks truth, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return mapped(truth, block -> Rotation.apply(Rotation.draw(3, random), block));
  }

  static LatentBlocks shuffled(LatentBlocks truth) {
    int rows = truth.rows();
    return mapped(
        truth,
        block ->
            Arrays.stream(block)
                .map(
                    series -> {
                      double[] moved = new double[rows];
                      Arrays.setAll(moved, i -> series[(int) ((i * 7919L + 13) % rows)]);
                      return moved;
                    })
                .toArray(double[][]::new));
  }

  /** Order reversed and every second sign flipped. */
  static LatentBlocks permutedAndFlipped(LatentBlocks truth) {
    return mapped(
        truth,
        block ->
            new double[][] {
              block[2], Arrays.stream(block[1]).map(v -> -v).toArray(), block[0],
            });
  }

  static LatentBlocks bent(LatentBlocks truth) {
    return mapped(
        truth,
        block ->
            Arrays.stream(block)
                .map(series -> Arrays.stream(series).map(v -> v * v * v + v / 5).toArray())
                .toArray(double[][]::new));
  }

  interface BlockMap {
    double[][] apply(double[][] block);
  }

  static LatentBlocks mapped(LatentBlocks truth, BlockMap map) {
    return new LatentBlocks(truth.modalities(), truth.values().stream().map(map::apply).toList());
  }
}
