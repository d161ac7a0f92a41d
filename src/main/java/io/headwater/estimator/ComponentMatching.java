package io.headwater.estimator;

import io.headwater.graph.Assignment;
import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which new component continues which old one within a modality: the assignment of greatest summed
 * absolute rank correlation, with the sign of each.
 *
 * @param order order[old] = new
 * @param sign sign[old] = +1 or -1
 */
record ComponentMatching(int[] order, float[] sign) {

  static ComponentMatching identity(int components) {
    float[] sign = new float[components];
    java.util.Arrays.fill(sign, 1f);
    return new ComponentMatching(IntStream.range(0, components).toArray(), sign);
  }

  /** Matches two samples (row, component) of the same present rows. */
  static ComponentMatching of(float[] old, float[] fresh, int components, byte[] present) {
    double[][] correlation = new double[components][components];
    for (int i = 0; i < components; i++) {
      double[] left = ranks(column(old, components, i, present));
      for (int j = 0; j < components; j++) {
        correlation[i][j] = correlation(left, ranks(column(fresh, components, j, present)));
      }
    }
    int[] order = assign(correlation);
    float[] sign = new float[components];
    for (int i = 0; i < components; i++) {
      sign[i] = correlation[i][order[i]] < 0 ? -1f : 1f;
    }
    return new ComponentMatching(order, sign);
  }

  /** Components (row, component) in published order and sign. */
  float[] apply(float[] components) {
    int width = order.length;
    float[] out = new float[components.length];
    for (int at = 0; at < out.length; at++) {
      int k = at % width;
      out[at] = sign[k] * components[at - k + order[k]];
    }
    return out;
  }

  /** Deviations follow the order but have no sign. */
  float[] applyToDeviations(float[] deviations) {
    int width = order.length;
    float[] out = new float[deviations.length];
    for (int at = 0; at < out.length; at++) {
      out[at] = deviations[at - at % width + order[at % width]];
    }
    return out;
  }

  /** Published index of a component of the solved model. */
  int published(int solved) {
    for (int k = 0; k < order.length; k++) {
      if (order[k] == solved) {
        return k;
      }
    }
    throw new IllegalArgumentException(
        "Component %d is not among %d components.".formatted(solved, order.length));
  }

  void write(StateWriter out) {
    for (int k = 0; k < order.length; k++) {
      out.writeInt(order[k]);
      out.writeInt((int) sign[k]);
    }
  }

  static ComponentMatching read(StateReader in, int components) {
    ComponentMatching matching = identity(components);
    for (int k = 0; k < components; k++) {
      matching.order[k] = in.readInt();
      matching.sign[k] = in.readInt();
    }
    return matching;
  }

  private static int[] assign(double[][] correlation) {
    double[][] strength = new double[correlation.length][correlation.length];
    for (int i = 0; i < strength.length; i++) {
      for (int j = 0; j < strength.length; j++) {
        strength[i][j] = Math.abs(correlation[i][j]);
      }
    }
    return Assignment.strongest(strength);
  }

  private static double[] column(float[] values, int width, int index, byte[] present) {
    return IntStream.range(0, present.length)
        .filter(r -> present[r] > 0)
        .mapToDouble(r -> values[r * width + index])
        .toArray();
  }

  private static double[] ranks(double[] values) {
    List<Integer> sorted = new ArrayList<>(IntStream.range(0, values.length).boxed().toList());
    sorted.sort(Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    for (int position = 0; position < ranks.length; position++) {
      ranks[sorted.get(position)] = position;
    }
    return ranks;
  }

  private static double correlation(double[] a, double[] b) {
    double middle = (a.length - 1) / 2.0;
    double cross = 0;
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      cross += (a[i] - middle) * (b[i] - middle);
      squares += (a[i] - middle) * (a[i] - middle);
    }
    return squares == 0 ? 0 : cross / squares;
  }
}
