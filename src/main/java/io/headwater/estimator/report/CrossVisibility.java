package io.headwater.estimator.report;

import io.headwater.graph.ConditionFinding;
import io.headwater.graph.FindingStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/**
 * Conditions 2, 3 and 13, assumption A2 of Sun et al.: every direction of a modality's latents can
 * be read from the other modalities. The latents are predicted out of fold from all others; the
 * least visible direction is found on one half of the windows and judged on the other.
 */
public final class CrossVisibility implements Condition {
  public static final String CONNECTIVITY =
      "the other modalities predict the latents on held-out windows (minimal connectivity)";
  public static final String SMALLEST =
      "the other modalities see every direction of the latents (number of latents not too high)";

  /**
   * Least share of a direction's variance that counts as seen: the exogenous level is below .02.
   */
  static final double LEAST = 0.03;

  /** Standard errors by which a share must clear the least to be supported. */
  private static final double SUPPORT = 2;

  private static final double FLAT = 1e-8;

  @Override
  public List<ConditionFinding> examine(Evidence evidence) {
    List<ConditionFinding> findings = new ArrayList<>();
    for (int m = 0; m < evidence.declared(); m++) { // a shared block is seen by its members
      String name = evidence.modality(m).name();
      Measured[] shares = shares(evidence, m);
      FindingStatus whole = status(shares[0], evidence.count());
      findings.add(
          Condition.finding(
              CONNECTIVITY,
              name,
              shares[0],
              LEAST,
              whole,
              whole == FindingStatus.REFUTED
                  ? "none: this modality shares nothing with the others that the model can find"
                  : "block: without it the latents cannot be told from private noise"));
      FindingStatus smallest = status(shares[1], evidence.count());
      findings.add(
          Condition.finding(
              SMALLEST,
              name,
              shares[1],
              LEAST,
              smallest,
              smallest == FindingStatus.REFUTED
                  ? "block: one direction of the latents is private to this modality and mixes into"
                      + " the components; configure fewer latents"
                  : "block: a private direction among the latents would mix into the components"));
    }
    return findings;
  }

  private static FindingStatus status(Measured share, int modalities) {
    if (modalities < 2) {
      return FindingStatus.NOT_TESTABLE;
    }
    if (share.tooFew()) {
      return FindingStatus.NOT_ENOUGH_DATA;
    }
    if (share.value() - SUPPORT * share.error() > LEAST) {
      return FindingStatus.SUPPORTED;
    }
    return Math.max(0, share.value()) + SUPPORT * share.error() < LEAST
        ? FindingStatus.REFUTED
        : FindingStatus.NOT_ENOUGH_DATA;
  }

  /** [share of all directions, share of the least visible one]. */
  private static Measured[] shares(Evidence evidence, int m) {
    RowSet rows =
        RowSet.where(
            evidence.subjects(), r -> evidence.modality(m).present()[r] && seen(evidence, m, r));
    if (rows.size() < Measured.FEWEST_EFFECTIVE) {
      return new Measured[] {Measured.nothing(rows.size()), Measured.nothing(rows.size())};
    }
    double[][] latents = whitened(rows.of(evidence.modality(m).latents()));
    double[][] predicted = CrossFit.predict(others(evidence, m, rows), latents, true);
    double[][] all = new double[2][rows.size()];
    for (int k = 0; k < latents.length; k++) {
      for (int i = 0; i < rows.size(); i++) {
        addGain(all, i, latents[k][i], predicted[k][i]);
      }
    }
    double[][] least = new double[2][rows.size()];
    for (int half = 0; half < 2; half++) {
      double[] direction = leastVisible(latents, predicted, 1 - half);
      for (int i = 0; i < rows.size(); i++) {
        if (halfOf(i, rows.size()) == half) {
          addGain(least, i, along(direction, latents, i), along(direction, predicted, i));
        }
      }
    }
    return new Measured[] {
      Measured.share(all[0], all[1], rows), Measured.share(least[0], least[1], rows)
    };
  }

  private static void addGain(double[][] sums, int i, double actual, double predicted) {
    double error = actual - predicted;
    sums[0][i] += actual * actual - error * error;
    sums[1][i] += actual * actual;
  }

  private static int halfOf(int row, int rows) {
    return CrossFit.foldOf(row, rows) / 2;
  }

  /** The direction w of least w'(2 Cov(z, p) - Cov(p))w: that is its predicted share. */
  private static double[] leastVisible(double[][] latents, double[][] predicted, int half) {
    int d = latents.length;
    int rows = latents[0].length;
    SimpleMatrix share = new SimpleMatrix(d, d);
    for (int r = 0; r < rows; r++) {
      for (int a = 0; halfOf(r, rows) == half && a < d; a++) {
        for (int b = 0; b < d; b++) {
          double gain =
              latents[a][r] * predicted[b][r]
                  + predicted[a][r] * latents[b][r]
                  - predicted[a][r] * predicted[b][r];
          share.set(a, b, share.get(a, b) + gain);
        }
      }
    }
    SimpleEVD<SimpleMatrix> eigen = share.eig();
    int least = 0;
    for (int k = 1; k < d; k++) {
      least = eigen.getEigenvalue(k).real < eigen.getEigenvalue(least).real ? k : least;
    }
    double[] direction = new double[d];
    for (int k = 0; k < d; k++) {
      direction[k] = eigen.getEigenVector(least).get(k, 0);
    }
    return direction;
  }

  private static double along(double[] direction, double[][] columns, int row) {
    double sum = 0;
    for (int k = 0; k < direction.length; k++) {
      sum += direction[k] * columns[k][row];
    }
    return sum;
  }

  private static boolean seen(Evidence evidence, int m, int row) {
    for (int n = 0; n < evidence.count(); n++) {
      if (n != m && evidence.modality(n).present()[row]) {
        return true;
      }
    }
    return false;
  }

  /** Latents of all other modalities; where one is absent its mean stands in. */
  static double[][] others(Evidence evidence, int m, RowSet rows) {
    List<double[]> columns = new ArrayList<>();
    for (int n = 0; n < evidence.count(); n++) {
      ModalityEvidence other = evidence.modality(n);
      for (double[] latent : n == m ? new double[0][] : other.latents()) {
        double sum = 0;
        int known = 0;
        for (int i = 0; i < rows.size(); i++) {
          if (other.present()[rows.row(i)]) {
            sum += latent[rows.row(i)];
            known++;
          }
        }
        double[] column = new double[rows.size()];
        Arrays.fill(column, known == 0 ? 0 : sum / known);
        for (int i = 0; i < rows.size(); i++) {
          if (other.present()[rows.row(i)]) {
            column[i] = latent[rows.row(i)];
          }
        }
        columns.add(column);
      }
    }
    return columns.toArray(double[][]::new);
  }

  /** Mean 0 and covariance I, so that every direction has the same variance. */
  private static double[][] whitened(double[][] latents) {
    int d = latents.length;
    int rows = latents[0].length;
    SimpleMatrix z = new SimpleMatrix(rows, d);
    for (int k = 0; k < d; k++) {
      double mean = Columns.mean(latents[k]);
      for (int r = 0; r < rows; r++) {
        z.set(r, k, latents[k][r] - mean);
      }
    }
    SimpleMatrix covariance =
        z.transpose().mult(z).divide(rows).plus(SimpleMatrix.identity(d).scale(FLAT));
    SimpleEVD<SimpleMatrix> eigen = covariance.eig();
    double[][] white = new double[d][rows];
    for (int k = 0; k < d; k++) {
      SimpleMatrix column = z.mult(eigen.getEigenVector(k));
      double scale = Math.sqrt(Math.max(FLAT, eigen.getEigenvalue(k).real));
      for (int r = 0; r < rows; r++) {
        white[k][r] = column.get(r, 0) / scale;
      }
    }
    return white;
  }
}
