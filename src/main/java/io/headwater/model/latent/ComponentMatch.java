package io.headwater.model.latent;

import io.headwater.graph.Assignment;
import java.util.stream.IntStream;

/**
 * Which component of a candidate solution is which component of a reference, within each modality,
 * by rank correlation over the same rows (Hungarian method). Its permutation and signs fit {@link
 * LatentModel#reordered}.
 *
 * @param permutation per modality: candidate component that plays the reference's component k, at k
 * @param signs per modality: -1 where the candidate's component k runs the other way
 * @param agreement per modality: mean absolute rank correlation of the pairs; NaN without rows
 */
public record ComponentMatch(int[][] permutation, float[][] signs, double[] agreement) {

  /** Fewer rows say nothing about correlation. */
  private static final int FEWEST_ROWS = 3;

  /**
   * Matches two sets of latents of the same rows; rows in which a modality is absent from either do
   * not count for it.
   *
   * @throws IllegalArgumentException when rows or latents differ
   */
  public static ComponentMatch between(CodeSample reference, CodeSample candidate) {
    if (reference.rows() != candidate.rows()
        || !java.util.Arrays.equals(reference.latents(), candidate.latents())) {
      throw new IllegalArgumentException(
          "Components can be matched over the same rows and latents only; got %d rows of %s and %d of %s."
              .formatted(
                  reference.rows(),
                  java.util.Arrays.toString(reference.latents()),
                  candidate.rows(),
                  java.util.Arrays.toString(candidate.latents())));
    }
    int modalities = reference.modalities();
    int[][] permutation = new int[modalities][];
    float[][] signs = new float[modalities][];
    double[] agreement = new double[modalities];
    for (int m = 0; m < modalities; m++) {
      double[][] correlation = correlations(reference, candidate, m);
      permutation[m] = assign(correlation);
      signs[m] = new float[permutation[m].length];
      for (int k = 0; k < signs[m].length; k++) {
        double value = correlation[k][permutation[m][k]];
        signs[m][k] = value < 0 ? -1 : 1;
        agreement[m] += Math.abs(value) / signs[m].length;
      }
    }
    return new ComponentMatch(permutation, signs, agreement);
  }

  private static double[][] correlations(CodeSample reference, CodeSample candidate, int m) {
    int[] rows =
        IntStream.range(0, reference.rows())
            .filter(i -> reference.has(m, i) && candidate.has(m, i))
            .toArray();
    int latents = reference.latents()[m];
    double[][] correlation = new double[latents][latents];
    for (int k = 0; k < latents; k++) {
      double[] first = RankCorrelation.centredRanks(column(reference, m, k, rows));
      for (int j = 0; j < latents; j++) {
        double[] second = RankCorrelation.centredRanks(column(candidate, m, j, rows));
        correlation[k][j] =
            rows.length < FEWEST_ROWS ? Double.NaN : RankCorrelation.of(first, second);
      }
    }
    return correlation;
  }

  private static double[] column(CodeSample sample, int m, int component, int[] rows) {
    int latents = sample.latents()[m];
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = sample.codes()[m][rows[i] * latents + component];
    }
    return values;
  }

  private static int[] assign(double[][] correlation) {
    int size = correlation.length;
    if (Double.isNaN(correlation[0][0])) {
      return IntStream.range(0, size).toArray();
    }
    double[][] strength = new double[size][size];
    for (int k = 0; k < size; k++) {
      for (int j = 0; j < size; j++) {
        strength[k][j] = Math.abs(correlation[k][j]);
      }
    }
    return Assignment.strongest(strength);
  }
}
