package io.headwater.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Where each named parameter lies in the flat parameter vector. One vector makes the optimiser a
 * handful of operations and a checkpoint one array.
 */
public final class ParameterLayout {
  private record Slot(int index, int offset, Shape shape, double initialScale) {}

  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private int size;

  /**
   * Appends a parameter.
   *
   * @param initialScale standard deviation of its initial values
   */
  public void add(String name, double initialScale, long... shape) {
    Slot slot = new Slot(slots.size(), size, new Shape(shape), initialScale);
    if (slots.put(name, slot) != null) {
      throw new IllegalArgumentException("Parameter '" + name + "' was declared twice.");
    }
    size = Math.addExact(size, Math.toIntExact(slot.shape.size()));
  }

  /** Length of the flat vector. */
  public int size() {
    return size;
  }

  /** Initial values of the flat vector, each parameter from its own stream of the seed. */
  public float[] initialValues(long seed) {
    float[] values = new float[size];
    for (Slot slot : slots.values()) {
      if (slot.initialScale == 0) {
        continue;
      }
      RandomGenerator random = CounterRandom.at(seed, -1, slot.index);
      int length = (int) slot.shape.size();
      float[] draws = CounterRandom.gaussians(random, length, slot.initialScale);
      System.arraycopy(draws, 0, values, slot.offset, length);
    }
    return values;
  }

  /** Views of a flat vector, cut by one operation; they belong to the vector's manager. */
  public Parameters view(NDArray flat) {
    long[] cuts = slots.values().stream().skip(1).mapToLong(Slot::offset).toArray();
    return new Parameters(cuts.length == 0 ? new NDList(flat) : flat.split(cuts));
  }

  /** Names and shapes, one per line; two layouts with equal text accept each other's vectors. */
  public String describe() {
    List<String> lines = new ArrayList<>();
    slots.forEach((name, slot) -> lines.add(name + slot.shape));
    return String.join("\n", lines);
  }

  /** The named slices of one flat vector. */
  public final class Parameters {
    private final NDList slices;

    private Parameters(NDList slices) {
      this.slices = slices;
    }

    /** The named parameter in its declared shape. */
    public NDArray get(String name) {
      Slot slot = slots.get(name);
      if (slot == null) {
        throw new IllegalArgumentException("No parameter is named '" + name + "'.");
      }
      NDArray slice = slices.get(slot.index);
      return slot.shape.dimension() == 1 ? slice : slice.reshape(slot.shape);
    }
  }
}
