package io.headwater.evaluate;

import io.headwater.graph.LatentNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Latents, or exogenous noise, grouped by modality, over the same rows.
 *
 * @param modalities names, in declared order
 * @param values per modality: component × row; all with the same number of rows. Not copied: the
 *     caller must not change them.
 */
public record LatentBlocks(List<String> modalities, List<double[][]> values) {
  public LatentBlocks {
    modalities = List.copyOf(modalities);
    values = List.copyOf(values);
    if (modalities.isEmpty() || modalities.size() != values.size()) {
      throw new IllegalArgumentException(
          "%d modalities need one block of latents each; got %d blocks."
              .formatted(modalities.size(), values.size()));
    }
    int rows = -1;
    for (int m = 0; m < values.size(); m++) {
      for (double[] series : values.get(m)) {
        rows = rows < 0 ? series.length : rows;
        if (series.length != rows) {
          throw new IllegalArgumentException(
              "Modality '%s' has a latent of %d rows where others have %d."
                  .formatted(modalities.get(m), series.length, rows));
        }
        for (double value : series) {
          if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                "Modality '%s' has a latent of value %s; leave such rows out."
                    .formatted(modalities.get(m), value));
          }
        }
      }
    }
    if (rows <= 0) {
      throw new IllegalArgumentException("There are no latents or no rows in " + modalities + ".");
    }
  }

  public int rows() {
    return values.stream().filter(v -> v.length > 0).findFirst().orElseThrow()[0].length;
  }

  /** Number of components over all modalities. */
  public int size() {
    return values.stream().mapToInt(v -> v.length).sum();
  }

  /** All components, modality by modality: component × row. */
  public double[][] stacked() {
    return values.stream().flatMap(Arrays::stream).toArray(double[][]::new);
  }

  /** Index, in the stacked order, of a modality's first component. */
  public int offset(int modality) {
    return values.subList(0, modality).stream().mapToInt(v -> v.length).sum();
  }

  /** Names of all components in the stacked order. */
  public List<LatentNode> nodes() {
    List<LatentNode> nodes = new ArrayList<>();
    for (int m = 0; m < modalities.size(); m++) {
      for (int k = 0; k < values.get(m).length; k++) {
        nodes.add(LatentNode.of(modalities.get(m), k));
      }
    }
    return List.copyOf(nodes);
  }

  /** Every component at mean 0 and variance 1; one that does not vary is 0 throughout. */
  public LatentBlocks standardised() {
    return new LatentBlocks(modalities, values.stream().map(LatentBlocks::standardised).toList());
  }

  private static double[][] standardised(double[][] block) {
    double[][] unit = new double[block.length][];
    for (int i = 0; i < block.length; i++) {
      double mean = Arrays.stream(block[i]).average().orElse(0);
      double variance =
          Arrays.stream(block[i]).map(v -> (v - mean) * (v - mean)).average().orElse(0);
      double scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
      unit[i] = Arrays.stream(block[i]).map(v -> (v - mean) * scale).toArray();
    }
    return unit;
  }

  /** The components of all modalities but one: component × row. */
  double[][] without(int modality) {
    List<double[]> others = new ArrayList<>();
    for (int m = 0; m < values.size(); m++) {
      if (m != modality) {
        others.addAll(Arrays.asList(values.get(m)));
      }
    }
    return others.toArray(double[][]::new);
  }
}
