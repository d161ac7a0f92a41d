package io.headwater.evaluate;

import io.headwater.graph.Cpdag;
import io.headwater.graph.discovery.BackgroundKnowledge;
import io.headwater.graph.discovery.FisherZ;
import io.headwater.graph.discovery.PcAlgorithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The causal graph between learned latents and measured covariates (age, body mass, a laboratory
 * value), found by PC as Sun et al. (2025, section 6.3) do for the human phenotypes. Rows of one
 * subject are not independent: each test counts the effective sample size of its two columns, so
 * that a covariate which is constant per subject counts once a subject.
 *
 * @param names of the columns, in order
 * @param columns column × row, complete rows only
 * @param runs which of these rows follow each other in time
 * @param dropped rows left out because a value was missing
 */
public record LatentsWithCovariates(
    List<String> names, double[][] columns, Runs runs, int dropped) {

  /** A measured quantity or a latent; NaN where a row lacks it. */
  public record Column(String name, double[] values) {}

  /** The graph found, with what it rests on. */
  public record Finding(Cpdag graph, double[][] effectiveRows) {}

  /**
   * Joins columns over the same rows and drops rows in which any is missing. The rows that are left
   * of a subject count as neighbours in time.
   *
   * @param subjects of each row; the rows of a subject together and in time order
   * @throws IllegalArgumentException when columns differ in length or names, or no row is complete
   */
  public static LatentsWithCovariates of(
      List<Column> latents, List<Column> covariates, List<String> subjects) {
    List<Column> all = new ArrayList<>(latents);
    all.addAll(covariates);
    List<String> names = all.stream().map(Column::name).toList();
    if (all.isEmpty() || names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException("Columns need names of their own; got " + names + ".");
    }
    for (Column column : all) {
      if (column.values().length != subjects.size()) {
        throw new IllegalArgumentException(
            "Column '%s' has %d rows, the subjects %d."
                .formatted(column.name(), column.values().length, subjects.size()));
      }
    }
    int[] complete =
        IntStream.range(0, subjects.size())
            .filter(r -> all.stream().allMatch(c -> Double.isFinite(c.values()[r])))
            .toArray();
    if (complete.length == 0) {
      throw new IllegalArgumentException(
          "None of %d rows has a value in all of %s.".formatted(subjects.size(), names));
    }
    double[][] columns =
        all.stream()
            .map(c -> IntStream.of(complete).mapToDouble(r -> c.values()[r]).toArray())
            .toArray(double[][]::new);
    List<String> kept = IntStream.of(complete).mapToObj(subjects::get).toList();
    return new LatentsWithCovariates(
        names, columns, Runs.bySubject(kept), subjects.size() - complete.length);
  }

  /** By PC with Fisher's z at the given level and no background knowledge. */
  public Finding graph(double alpha) {
    return graph(PcAlgorithm.atLevel(alpha), BackgroundKnowledge.none(names.size()));
  }

  /**
   * By PC with Fisher's z.
   *
   * @param knowledge over the columns, by index in {@link #names}
   * @throws IllegalArgumentException when a column is constant
   */
  public Finding graph(PcAlgorithm algorithm, BackgroundKnowledge knowledge) {
    for (int c = 0; c < columns.length; c++) {
      double first = columns[c][0];
      if (Arrays.stream(columns[c]).allMatch(v -> v == first)) {
        throw new IllegalArgumentException(
            "'%s' is %s in all %d complete rows; leave it out or bring more subjects."
                .formatted(names.get(c), first, columns[c].length));
      }
    }
    double[][] rows = EffectiveSampleSize.ofCorrelations(columns, runs);
    return new Finding(algorithm.run(names, new FisherZ(columns, rows), knowledge), rows);
  }
}
