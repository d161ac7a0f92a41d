package io.headwater.wire;

import java.util.ArrayList;
import java.util.List;

/** Between Avro's boxed lists and our arrays, where speed does not matter. */
final class AvroLists {
  private AvroLists() {}

  static float[] floats(List<?> boxed) {
    float[] values = new float[boxed.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((Number) boxed.get(i)).floatValue();
    }
    return values;
  }

  static long[] longs(List<?> boxed) {
    return boxed.stream().mapToLong(v -> ((Number) v).longValue()).toArray();
  }

  static List<String> strings(List<?> texts) {
    return texts.stream().map(Object::toString).toList();
  }

  static List<Float> boxed(float[] values) {
    List<Float> boxed = new ArrayList<>(values.length);
    for (float value : values) {
      boxed.add(value);
    }
    return boxed;
  }

  /** NaN has no place in a nullable field: it means "not measured". */
  static Double nullable(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }

  static double orNaN(Double value) {
    return value == null ? Double.NaN : value;
  }
}
