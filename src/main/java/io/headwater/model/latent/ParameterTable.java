package io.headwater.model.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.headwater.model.CounterRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * Names, shapes and places of one replica's parameters in its flat vector. All replicas together
 * are one (replica, parameter) array, cut by one operation per step.
 */
final class ParameterTable {
  /**
   * @param deviation standard deviation of the initial values
   * @param centre mean of the initial values
   * @param rate multiplies the learning rate
   */
  private record Slot(
      String name, int offset, long[] shape, double deviation, double centre, double rate) {
    int length() {
      return Math.toIntExact(new Shape(shape).size());
    }
  }

  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, Integer> indexOf = new HashMap<>();
  private int size;

  void add(String name, double deviation, long... shape) {
    add(name, deviation, 0, 1, shape);
  }

  void add(String name, double deviation, double centre, double rate, long... shape) {
    Slot slot = new Slot(name, size, shape, deviation, centre, rate);
    indexOf.put(name, slots.size());
    slots.add(slot);
    size += slot.length();
  }

  /** Parameters of one replica. */
  int size() {
    return size;
  }

  /** Where a parameter begins in a replica's vector. */
  int offset(String name) {
    return slots.get(indexOf.get(name)).offset;
  }

  /** Copies a parameter of the same name and shape from another table's vector. */
  void copy(String name, ParameterTable from, float[] source, float[] target) {
    System.arraycopy(
        source, from.offset(name), target, offset(name), slots.get(indexOf.get(name)).length());
  }

  /** Names in the order of declaration. */
  List<String> names() {
    return slots.stream().map(Slot::name).toList();
  }

  float[] initialValues(long seed, long replica) {
    float[] values = new float[size];
    for (int index = 0; index < slots.size(); index++) {
      Slot slot = slots.get(index);
      RandomGenerator random = CounterRandom.at(seed, replica, index);
      for (int i = 0; i < slot.length(); i++) {
        values[slot.offset + i] = (float) (slot.centre + slot.deviation * random.nextGaussian());
      }
    }
    return values;
  }

  /** Learning-rate multiplier of each parameter. */
  float[] rates() {
    float[] rates = new float[size];
    for (Slot slot : slots) {
      java.util.Arrays.fill(rates, slot.offset, slot.offset + slot.length(), (float) slot.rate);
    }
    return rates;
  }

  /** The values of one parameter in one replica's vector. */
  float[] valuesOf(String name, float[] vector) {
    Slot slot = slots.get(indexOf.get(name));
    return java.util.Arrays.copyOfRange(vector, slot.offset, slot.offset + slot.length());
  }

  /**
   * @param all (replica, parameter)
   */
  Slices slices(NDArray all) {
    long[] cuts = slots.stream().skip(1).mapToLong(Slot::offset).toArray();
    return new Slices(all.split(cuts, 1), all.getShape().get(0));
  }

  /** The named parameters of all replicas. */
  final class Slices {
    private final NDList parts;
    private final long replicas;

    private Slices(NDList parts, long replicas) {
      this.parts = parts;
      this.replicas = replicas;
    }

    /** (replica, declared shape...). */
    NDArray get(String name) {
      int index = indexOf.get(name);
      long[] shape = slots.get(index).shape;
      return parts
          .get(index)
          .reshape(
              new Shape(
                  LongStream.concat(LongStream.of(replicas), LongStream.of(shape)).toArray()));
    }
  }
}
