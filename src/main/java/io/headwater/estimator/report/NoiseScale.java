package io.headwater.estimator.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether the size of a latent's noise depends on its causes: rank correlation of the residual's
 * distance from its median with the fitted deviation and with each cause and its distance from the
 * median (in the manner of Breusch and Pagan, and White).
 */
final class NoiseScale {
  private NoiseScale() {}

  /** The strongest such correlation; 0 for a latent without causes. */
  static Measured dependence(Evidence evidence, int m, int component) {
    int node = evidence.firstNode(m) + component;
    List<Integer> causes = new ArrayList<>();
    for (int other = 0; other < evidence.linked().length; other++) {
      if (evidence.linked()[other][node]) {
        causes.add(other);
      }
    }
    ModalityEvidence modality = evidence.modality(m);
    boolean[][] known = new boolean[causes.size()][];
    for (int c = 0; c < known.length; c++) {
      known[c] = evidence.modality(evidence.modalityOf(causes.get(c))).present();
    }
    RowSet rows =
        RowSet.where(
            evidence.subjects(),
            r -> modality.present()[r] && Arrays.stream(known).allMatch(marks -> marks[r]));
    double[] size = new double[rows.size()];
    for (int i = 0; i < size.length; i++) {
      size[i] = modality.residual(component, rows.row(i));
    }
    size = Columns.spread(size);
    if (causes.isEmpty()) {
      double effective = rows.effective(size);
      return new Measured(0, 1 / Math.sqrt(Math.max(1, effective)), effective);
    }
    List<Measured> found = new ArrayList<>();
    double[] fitted = rows.of(modality.noiseDeviation()[component]);
    found.add(Measured.rankCorrelation(size, fitted, rows));
    for (int cause : causes) {
      int from = evidence.modalityOf(cause);
      double[] value = rows.of(evidence.modality(from).latents()[evidence.componentOf(cause)]);
      found.add(Measured.rankCorrelation(size, value, rows));
      found.add(Measured.rankCorrelation(size, Columns.spread(value), rows));
    }
    return Measured.strongest(found);
  }
}
