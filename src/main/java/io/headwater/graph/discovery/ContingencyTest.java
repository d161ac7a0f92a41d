package io.headwater.graph.discovery;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Independence of discrete variables by contingency tables, one for each combination of the values
 * held fixed. Rows and columns of a table that never occur cost their degrees of freedom (Spirtes,
 * Glymour and Scheines 2000, section 5.5).
 */
public final class ContingencyTest implements IndependenceTest {
  /** How a table's distance from independence is measured. */
  public enum Statistic {
    /** Pearson's chi-square. */
    CHI_SQUARE,
    /** The likelihood ratio G². */
    G_SQUARE
  }

  private final int[][] codes;
  private final int[] values;
  private final double shrinkage;
  private final Statistic statistic;

  /**
   * @param columns variable × row of codes; any integers
   * @param effectiveRows how many independent rows they are worth; the statistic shrinks by its
   *     share of the rows (Rao and Scott 1981)
   */
  public ContingencyTest(int[][] columns, double effectiveRows, Statistic statistic) {
    int rows = columns[0].length;
    if (!(effectiveRows >= 1 && effectiveRows <= rows)) {
      throw new IllegalArgumentException(
          "A contingency test needs an effective sample size from 1 to the %d rows; got %s."
              .formatted(rows, effectiveRows));
    }
    this.codes = new int[columns.length][];
    this.values = new int[columns.length];
    for (int v = 0; v < columns.length; v++) {
      int[] distinct = Arrays.stream(columns[v]).distinct().sorted().toArray();
      codes[v] = Arrays.stream(columns[v]).map(c -> Arrays.binarySearch(distinct, c)).toArray();
      values[v] = distinct.length;
    }
    this.shrinkage = effectiveRows / rows;
    this.statistic = statistic;
  }

  @Override
  public int variables() {
    return codes.length;
  }

  @Override
  public double pValue(int x, int y, int[] given) {
    double sum = 0;
    long freedom = 0;
    int width = values[y];
    for (int[] table : tables(x, y, given)) {
      int[] ofX = new int[values[x]];
      int[] ofY = new int[width];
      int total = 0;
      for (int cell = 0; cell < table.length; cell++) {
        ofX[cell / width] += table[cell];
        ofY[cell % width] += table[cell];
        total += table[cell];
      }
      sum += distance(table, ofX, ofY, total);
      freedom += (occurring(ofX) - 1) * (occurring(ofY) - 1);
    }
    return freedom == 0
        ? 1
        : ChiSquaredDistribution.of(freedom).survivalProbability(sum * shrinkage);
  }

  private double distance(int[] table, int[] ofX, int[] ofY, int total) {
    double sum = 0;
    for (int cell = 0; cell < table.length; cell++) {
      double expected = (double) ofX[cell / ofY.length] * ofY[cell % ofY.length] / total;
      if (expected > 0) {
        sum +=
            switch (statistic) {
              case CHI_SQUARE -> (table[cell] - expected) * (table[cell] - expected) / expected;
              case G_SQUARE ->
                  table[cell] == 0 ? 0 : 2 * table[cell] * Math.log(table[cell] / expected);
            };
      }
    }
    return sum;
  }

  private static long occurring(int[] counts) {
    return Arrays.stream(counts).filter(c -> c > 0).count();
  }

  /** Counts of (x, y) for each combination of the given values that occurs, in order of rows. */
  private Iterable<int[]> tables(int x, int y, int[] given) {
    int rows = codes[x].length;
    int[] stratum = new int[rows];
    int strata = 1;
    for (int g : given) {
      Map<Long, Integer> seen = new HashMap<>();
      for (int r = 0; r < rows; r++) {
        long key = (long) stratum[r] * values[g] + codes[g][r];
        Integer number = seen.get(key);
        if (number == null) {
          number = seen.size();
          seen.put(key, number);
        }
        stratum[r] = number;
      }
      strata = seen.size();
    }
    int[][] tables = new int[strata][values[x] * values[y]];
    for (int r = 0; r < rows; r++) {
      tables[stratum[r]][codes[x][r] * values[y] + codes[y][r]]++;
    }
    return Arrays.asList(tables);
  }
}
