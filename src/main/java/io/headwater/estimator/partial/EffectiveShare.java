package io.headwater.estimator.partial;

import io.headwater.estimator.report.RowSet;
import io.headwater.model.sharing.ComponentRows;
import io.headwater.window.AlignedWindow;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many independent rows there are per row behind a correlation of components of two modalities,
 * by the pair of components that repeats itself most from window to window of a subject.
 */
final class EffectiveShare {
  private EffectiveShare() {}

  /**
   * @param windows of the rows, in any order: neighbours in time are looked for here, for a
   *     reservoir does not keep them together
   * @return 0 to 1; 1 for independent rows
   */
  static double of(ComponentRows components, List<AlignedWindow> windows) {
    int[] order =
        IntStream.range(0, windows.size())
            .boxed()
            .sorted((a, b) -> AlignedWindow.SUBJECT_ORDER.compare(windows.get(a), windows.get(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    String[] subjects = new String[order.length];
    for (int i = 0; i < order.length; i++) {
      subjects[i] = windows.get(order[i]).subject();
    }
    double least = 1;
    for (int m = 0; m < components.modalities(); m++) {
      for (int n = m + 1; n < components.modalities(); n++) {
        byte[] first = components.present()[m];
        byte[] second = components.present()[n];
        RowSet rows = RowSet.where(subjects, i -> first[order[i]] != 0 && second[order[i]] != 0);
        for (int k = 0; rows.size() > 0 && k < components.widths()[m]; k++) {
          for (int l = 0; l < components.widths()[n]; l++) {
            double effective =
                rows.effective(
                    rows.of(column(components, m, k, order)),
                    rows.of(column(components, n, l, order)));
            least = Math.min(least, effective / rows.size());
          }
        }
      }
    }
    return least;
  }

  private static double[] column(
      ComponentRows components, int modality, int component, int[] order) {
    double[] out = new double[order.length];
    int width = components.widths()[modality];
    for (int i = 0; i < out.length; i++) {
      out[i] = components.values()[modality][order[i] * width + component];
    }
    return out;
  }
}
