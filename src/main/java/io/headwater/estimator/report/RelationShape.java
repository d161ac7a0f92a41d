package io.headwater.estimator.report;

/**
 * Whether the latents' means given the other modalities are curved: share of what a linear
 * regression leaves that random features explain, out of fold.
 */
final class RelationShape {
  private RelationShape() {}

  static Measured curvature(Evidence evidence, int m) {
    RowSet rows = evidence.rowsOf(m);
    if (evidence.count() < 2 || rows.size() < Measured.FEWEST_EFFECTIVE) {
      return Measured.nothing(rows.size());
    }
    double[][] latents = rows.of(evidence.modality(m).latents());
    for (int k = 0; k < latents.length; k++) {
      latents[k] = Columns.standardised(latents[k]);
    }
    double[][] inputs = CrossVisibility.others(evidence, m, rows);
    double[][] straight = CrossFit.predict(inputs, latents, false);
    double[][] curved = CrossFit.predict(inputs, latents, true);
    double[] gain = new double[rows.size()];
    double[] total = new double[rows.size()];
    for (int k = 0; k < latents.length; k++) {
      for (int i = 0; i < rows.size(); i++) {
        double linearError = latents[k][i] - straight[k][i];
        double curvedError = latents[k][i] - curved[k][i];
        total[i] += linearError * linearError;
        gain[i] += linearError * linearError - curvedError * curvedError;
      }
    }
    return Measured.share(gain, total, rows);
  }
}
