package io.headwater.estimator;

import io.headwater.window.AlignedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/**
 * Measures the model on held-out windows: how much of the other modalities each modality's latents
 * predict, and how much of the rest its exogenous components would add.
 */
final class HeldOutStudy {
  /** Ridge penalty per row: keeps the small regression on exogenous components tame. */
  private static final double RIDGE = 1e-3;

  private final List<ModalityIntake> intakes;
  private final SunNetwork network;

  /** One held-out window as seen from one modality. */
  private record Row(
      String subject, double gain, double total, double[] exogenous, float[] residuals) {}

  HeldOutStudy(List<ModalityIntake> intakes, SunNetwork network) {
    this.intakes = intakes;
    this.network = network;
  }

  HeldOutFindings measure(List<AlignedWindow> heldOut) {
    List<AlignedWindow> ordered = new ArrayList<>(heldOut);
    ordered.sort(
        java.util.Comparator.comparing(AlignedWindow::subject)
            .thenComparingLong(AlignedWindow::startMicros));
    List<List<Row>> rows = new ArrayList<>();
    intakes.forEach(i -> rows.add(new ArrayList<>()));
    for (int from = 0; from < ordered.size(); from += FrozenPass.ROWS) {
      int to = Math.min(ordered.size(), from + FrozenPass.ROWS);
      collect(ordered.subList(from, to), rows);
    }
    int count = intakes.size();
    double[][] out = new double[4][count];
    for (int m = 0; m < count; m++) {
      double[] connection = connection(rows.get(m));
      out[0][m] = connection[0];
      out[1][m] = connection[1];
      out[2][m] = connection[2];
      out[3][m] = leak(rows.get(m), intakes.get(m).shape().exogenous());
    }
    double[] unknown = new double[count];
    Arrays.fill(unknown, Double.NaN);
    return new HeldOutFindings(out[0], out[1], out[2], out[3], unknown, 0);
  }

  private void collect(List<AlignedWindow> windows, List<List<Row>> rows) {
    WindowBatch batch = WindowBatch.read(intakes, windows);
    float[][] codes;
    PredictionErrors errors;
    try (FrozenPass pass = network.freeze()) {
      codes = pass.encode(batch);
      errors = PredictionErrors.of(pass, codes, batch);
    }
    for (int m = 0; m < rows.size(); m++) {
      int width = network.bottleneck().othersTargets(m);
      ModalityShape shape = intakes.get(m).shape();
      for (int r = 0; r < batch.rows(); r++) {
        if (errors.crossCells()[m][r] == 0) {
          continue;
        }
        double[] exogenous = new double[shape.exogenous()];
        for (int k = 0; k < exogenous.length; k++) {
          exogenous[k] = codes[m][r * shape.codeWidth() + shape.latents() + k];
        }
        double total = errors.crossTotals()[m][r];
        rows.get(m)
            .add(
                new Row(
                    windows.get(r).subject(),
                    total - errors.crossSquares()[m][r],
                    total,
                    exogenous,
                    Arrays.copyOfRange(errors.residuals()[m], r * width, (r + 1) * width)));
      }
    }
  }

  /** [R2 against the mean predictor, its standard error, effective samples]. */
  private static double[] connection(List<Row> rows) {
    if (rows.size() < 3) {
      return new double[] {Double.NaN, Double.NaN, rows.size()};
    }
    double gain = rows.stream().mapToDouble(Row::gain).sum();
    double total = rows.stream().mapToDouble(Row::total).sum();
    double share = total == 0 ? 0 : gain / total;
    double squares = 0;
    double lagged = 0;
    for (int i = 0; i < rows.size(); i++) {
      double d = deviation(rows.get(i), share);
      squares += d * d;
      if (i > 0 && rows.get(i).subject.equals(rows.get(i - 1).subject)) {
        lagged += d * deviation(rows.get(i - 1), share);
      }
    }
    double rho = squares == 0 ? 0 : Math.max(0, Math.min(0.99, lagged / squares));
    double effective = rows.size() * (1 - rho) / (1 + rho);
    double spread = Math.sqrt(squares / rows.size()) / Math.max(1e-12, total / rows.size());
    return new double[] {share, spread / Math.sqrt(effective), effective};
  }

  private static double deviation(Row row, double share) {
    return row.gain - share * row.total;
  }

  /** R2 of the residuals on the exogenous components, two-fold; NaN without any of either. */
  private static double leak(List<Row> rows, int exogenous) {
    if (exogenous == 0 || rows.size() < 4 * (exogenous + 1)) {
      return Double.NaN;
    }
    int half = rows.size() / 2;
    double[] sums = new double[2];
    predict(rows.subList(0, half), rows.subList(half, rows.size()), exogenous, sums);
    predict(rows.subList(half, rows.size()), rows.subList(0, half), exogenous, sums);
    return sums[1] == 0 ? Double.NaN : 1 - sums[0] / sums[1];
  }

  private static void predict(List<Row> fit, List<Row> test, int exogenous, double[] sums) {
    int features = exogenous + 1;
    int outputs = fit.get(0).residuals.length;
    for (int o = 0; o < outputs; o++) {
      SimpleMatrix gram = SimpleMatrix.identity(features).scale(RIDGE * fit.size());
      SimpleMatrix cross = new SimpleMatrix(features, 1);
      for (Row row : fit) {
        if (!Float.isNaN(row.residuals[o])) {
          SimpleMatrix x = features(row);
          gram = gram.plus(x.mult(x.transpose()));
          cross = cross.plus(x.scale(row.residuals[o]));
        }
      }
      SimpleMatrix weights = gram.solve(cross);
      for (Row row : test) {
        if (!Float.isNaN(row.residuals[o])) {
          double error = row.residuals[o] - features(row).dot(weights);
          sums[0] += error * error;
          sums[1] += (double) row.residuals[o] * row.residuals[o];
        }
      }
    }
  }

  /** The exogenous components and a constant. */
  private static SimpleMatrix features(Row row) {
    SimpleMatrix x = new SimpleMatrix(row.exogenous.length + 1, 1);
    x.set(0, 0, 1);
    for (int k = 0; k < row.exogenous.length; k++) {
      x.set(k + 1, 0, row.exogenous[k]);
    }
    return x;
  }
}
