package io.headwater.estimator;

import io.headwater.model.StateReader;
import io.headwater.model.StateWriter;
import io.headwater.model.latent.CodeSample;
import io.headwater.model.latent.ComponentMatch;
import java.util.stream.IntStream;

/**
 * Which new component continues which old one within a modality: the assignment of greatest summed
 * absolute rank correlation, with the sign of each.
 *
 * @param order order[old] = new
 * @param sign sign[old] = +1 or -1
 */
public record ComponentMatching(int[] order, float[] sign) {

  public static ComponentMatching identity(int components) {
    float[] sign = new float[components];
    java.util.Arrays.fill(sign, 1f);
    return new ComponentMatching(IntStream.range(0, components).toArray(), sign);
  }

  /** Matches two samples (row, component) of the same present rows. */
  public static ComponentMatching of(float[] old, float[] fresh, int components, byte[] present) {
    ComponentMatch match =
        ComponentMatch.between(
            sample(old, components, present), sample(fresh, components, present));
    return new ComponentMatching(match.permutation()[0], match.signs()[0]);
  }

  private static CodeSample sample(float[] values, int components, byte[] present) {
    return new CodeSample(
        present.length,
        new int[] {components},
        new int[1],
        new float[][] {values},
        new byte[][] {present});
  }

  /** Components (row, component) in published order and sign. */
  public float[] apply(float[] components) {
    int width = order.length;
    float[] out = new float[components.length];
    for (int at = 0; at < out.length; at++) {
      int k = at % width;
      out[at] = sign[k] * components[at - k + order[k]];
    }
    return out;
  }

  /** Deviations follow the order but have no sign. */
  public float[] applyToDeviations(float[] deviations) {
    int width = order.length;
    float[] out = new float[deviations.length];
    for (int at = 0; at < out.length; at++) {
      out[at] = deviations[at - at % width + order[at % width]];
    }
    return out;
  }

  /** Published index of a component of the solved model. */
  public int published(int solved) {
    for (int k = 0; k < order.length; k++) {
      if (order[k] == solved) {
        return k;
      }
    }
    throw new IllegalArgumentException(
        "Component %d is not among %d components.".formatted(solved, order.length));
  }

  public void write(StateWriter out) {
    for (int k = 0; k < order.length; k++) {
      out.writeInt(order[k]);
      out.writeInt((int) sign[k]);
    }
  }

  public static ComponentMatching read(StateReader in, int components) {
    ComponentMatching matching = identity(components);
    for (int k = 0; k < components; k++) {
      matching.order[k] = in.readInt();
      matching.sign[k] = in.readInt();
    }
    return matching;
  }
}
